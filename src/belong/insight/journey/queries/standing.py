"""Where people stand, how many stand where. Staff and bots are left out of figures and of their lists."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from belong.ground.kernel.public import NotFound, Page, day_of, now, page_of
from belong.ground.ledger.public import canonical, ids_of
from belong.ground.people.public import Actor, PersonCard, person_cards
from belong.insight.journey.cards import (
    LadderCard,
    LadderFigures,
    OverrideCard,
    PersonAtStage,
    StageCard,
    StageFigure,
    StayCard,
    override_card,
)
from belong.insight.journey.ladders import Understood, in_force, ladder_at
from belong.insight.journey.models import Override, Stay
from belong.insight.journey.policies import may_see_ladder, may_see_stage, visible_to
from belong.insight.journey.queries.reading import AT, COUNTED, LEFT_OUT, PAGE, after, instant_of
from belong.insight.journey.rules import OVERRIDE_END

CAME = "s.since_at < %(at)s"
"""So it is of every stay that holds at an instant; said, an index begins there."""


def ladders() -> list[LadderCard]:
    """Every ladder that was ever in force, the first one first."""
    return [each.card for each in in_force()]


def current_ladder(at: datetime | None = None) -> LadderCard:
    """The ladder in force at `at` (None: now)."""
    return ladder_at(at or now()).card


def ladder_figures(actor: Actor, as_of: date | None = None, *, faces: int = 0) -> LadderFigures:
    """How many people stand at each stage of the ladder in force at the end of the day, with up to `faces` of them.

    Hosts only; programs ask `report_ladder`. Two queries, and two more for faces.
    """
    may_see_ladder(actor).or_refuse()
    at = instant_of(as_of)
    ladder = ladder_at(at).card
    counts = counts_at(at)
    shown = _some([stage.key for stage in ladder.stages], at, faces) if faces else {}
    people = sum(counts.get(stage.key, 0) for stage in ladder.stages)
    return LadderFigures(
        as_of=as_of or day_of(at),
        ladder=ladder,
        stages=tuple(
            StageFigure(
                stage,
                counts.get(stage.key, 0),
                counts.get(stage.key, 0) / people if people else 0.0,
                shown.get(stage.key, ()),
            )
            for stage in ladder.stages
        ),
        people=people,
    )


def counts_at(at: datetime) -> dict[str, int]:
    """How many people stand at each stage at an instant, by its key."""
    with connection.cursor() as cursor:
        # two ranges of one index: the stays that have not ended yet, and those that never will; of everybody, less
        # those who do not count, who are few
        cursor.execute(
            "select stage, sum(people)::bigint from ("  # noqa: S608
            "select s.stage, count(*) as people from journey_stay s"
            " where s.until_at >= %(at)s and s.from_at < %(at)s group by 1 union all"
            " select s.stage, count(*) from journey_stay s where s.until_at is null and s.from_at < %(at)s"
            f" group by 1 union all select s.stage, -count(*) from journey_stay s where {AT} and s.person_id ="
            f" any (array(select p.id from people_person p where {LEFT_OUT})) group by 1"
            ") counted group by stage having sum(people) > 0",
            {"at": at},
        )
        return dict(cursor.fetchall())


def _some(stages: Sequence[str], at: datetime, limit: int) -> dict[str, tuple[PersonCard, ...]]:
    """A few people of each stage, the latest arrived first."""
    with connection.cursor() as cursor:
        cursor.execute(
            # who does not count is looked up once, not for each of all who stand there
            f"with outside as materialized (select p.id from people_person p where {LEFT_OUT})"  # noqa: S608
            " select t.stage, l.person_id from unnest(%(stages)s::text[]) t (stage) cross join lateral ("
            f"select s.person_id, s.since_at from journey_stay s where s.stage = t.stage and {CAME} and {AT}"
            " and not exists (select from outside o where o.id = s.person_id)"
            " order by s.since_at desc, s.person_id desc limit %(limit)s) l"
            " order by l.since_at desc, l.person_id desc",
            {"stages": list(stages), "at": at, "limit": limit},
        )
        rows: list[tuple[str, int]] = cursor.fetchall()
    people = person_cards([person for _, person in rows])
    return {
        stage: tuple(people[person] for at_stage, person in rows if at_stage == stage and person in people)
        for stage in stages
    }


def people_at_stage(
    actor: Actor, stage: str, as_of: date | None = None, *, cursor: str | None = None, limit: int = PAGE
) -> Page[PersonAtStage]:
    """Who stands at a stage at the end of the day, the latest arrived first; `total` is the ladder's figure.

    Hosts only. Raises `NotFound` for a key that the ladder in force then does not have, `BadCursor`.
    """
    may_see_ladder(actor).or_refuse()
    at = instant_of(as_of)
    if ladder_at(at).card.stage(stage) is None:
        raise NotFound
    given: dict[str, Any] = {"at": at, "stage": stage, "limit": limit + 1}
    further = after(given, cursor).replace("s.from_at", "s.since_at")
    body = f"from journey_stay s where s.stage = %(stage)s and {CAME} and {AT} and {COUNTED}"
    with connection.cursor() as sql:
        sql.execute(f"select count(*) {body}", given)
        total = sql.fetchone()[0]
        sql.execute(
            f"select s.since_at, s.person_id, s.move {body} and {further}"
            " order by s.since_at desc, s.person_id desc limit %(limit)s",
            given,
        )
        rows: list[tuple[datetime, int, str]] = sql.fetchall()
    page = page_of(rows, limit, lambda row: (row[0], row[1]), total=total)
    people = person_cards([row[1] for row in page.items])
    items = [PersonAtStage(people[person], stage, since, move) for since, person, move in page.items]
    return Page(items, page.next, page.previous, total)


def stage_of(actor: Actor, person: int, at: datetime | None = None) -> StageCard | None:
    """The stage that is shown of a person at `at` (None: now); None: not on the ladder.

    Theirs and hosts' to see, else `NotFound`.
    """
    top = canonical(person)
    if not may_see_stage(actor, top):
        raise NotFound
    return stages_of(actor, [top], at).get(top)


def stages_of(actor: Actor, persons: Sequence[int], at: datetime | None = None) -> dict[int, StageCard]:
    """The stages that are shown of many (canonical) people at `at`; who is not on the ladder, or is not the actor's
    to see, is left out."""
    cards = {(each.card.id, stage.key): stage for each in in_force() for stage in each.card.stages}
    with connection.cursor() as cursor:
        cursor.execute(
            f"select s.person_id, s.ladder_id, s.stage from journey_stay s where s.person_id = any(%(ids)s) and {AT}",  # noqa: S608
            {"ids": [person for person in persons if may_see_stage(actor, person)], "at": at or now()},
        )
        return {person: cards[ladder, stage] for person, ladder, stage in cursor.fetchall()}


def history_of(actor: Actor, person: int) -> list[StayCard]:
    """A person's way so far, the first stay first; what is still to come is left out, but for the end of the last.

    Theirs and hosts' to see, else `NotFound`.
    """
    person = canonical(person)
    if not may_see_stage(actor, person):
        raise NotFound
    return stay_cards(visible_to(actor).filter(person_id=person, from_at__lt=now()).order_by("from_at"))


def overrides_of(actor: Actor, person: int) -> list[OverrideCard]:
    """All overrides of a person, the latest first. Hosts only."""
    may_see_ladder(actor).or_refuse()
    top = canonical(person)
    rows = Override.objects.filter(person_id__in=ids_of(top)).order_by("-set_at", "-id")
    return [override_card(row) for row in rows]


def stay_at(person: int, at: datetime) -> StayCard | None:
    """The stay of a canonical person that holds at the instant `at`."""
    found = stay_cards(Stay.objects.filter(_holds(at), person_id=person))
    return found[0] if found else None


def stay_cards(rows: Iterable[Stay]) -> list[StayCard]:
    """Cards of stays, with the names of stages and the reasons of overrides. Three queries at most."""
    stays = list(rows)
    known = in_force() if stays else []
    numbers = [row.override_id for row in stays if row.override_id is not None]
    overrides = Override.objects.in_bulk(numbers) if numbers else {}
    return [_stay_card(row, known, overrides) for row in stays]


def _stay_card(row: Stay, known: Sequence[Understood], overrides: Mapping[int, Override]) -> StayCard:
    shown = overrides.get(row.override_id) if row.override_id is not None and row.move != OVERRIDE_END else None
    return StayCard(
        person=row.person_id,
        stage=row.stage,
        name=stage_name(known, row.ladder_id, row.stage),
        rank=row.rank,
        from_at=row.from_at,
        until_at=row.until_at,
        ladder=row.ladder_id,
        move=row.move,
        before=row.before,
        before_name=stage_name(known, None, row.before),
        cause=tuple(row.cause),
        since=row.since_at,
        reason=shown.reason if shown is not None else "",
        override=shown.uid if shown is not None else None,
    )


def stage_name(known: Sequence[Understood], ladder: int | None, key: str) -> str:
    """The name of a stage in a ladder, or (None) in the latest that has it; "" for no stage."""
    for each in reversed(known):
        stage = each.card.stage(key) if ladder in (None, each.card.id) else None
        if stage is not None:
            return stage.name
    return key


def _holds(at: datetime) -> Q:
    return Q(from_at__lt=at) & (Q(until_at__isnull=True) | Q(until_at__gte=at))

"""How long people stay at a stage, and who has been there longer than nearly everybody who left it."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from belong.ground.kernel.public import NotFound, Page, page_of
from belong.ground.people.public import Actor, person_cards
from belong.insight.journey.cards import StageCard, StageLength, StuckCard
from belong.insight.journey.ladders import ladder_at
from belong.insight.journey.policies import may_see_ladder
from belong.insight.journey.queries.reading import COUNTED, LEFT_OUT, PAGE, after, instant_of
from belong.insight.journey.queries.standing import counts_at

FEWEST = 10
"""With fewer stays that ended nothing is said of how long one lasts."""

TAKES_PART = timedelta(days=90)
TENTHS_OF_A_DAY = 10


def stage_lengths(actor: Actor, as_of: date | None = None) -> list[StageLength]:
    """How long stays at each stage of the ladder in force lasted that ended before the end of the day. Hosts only.

    A stay goes on through a new ladder or an override that leaves the person where they are. To a tenth of a day.
    """
    may_see_ladder(actor).or_refuse()
    at = instant_of(as_of)
    ladder = ladder_at(at).card
    lasted, standing = _lasted(at), counts_at(at)
    return [
        _length(stage, lasted.get(stage.key), standing.get(stage.key, 0), len(ladder.stages)) for stage in ladder.stages
    ]


class _Lasted(NamedTuple):
    """How many stays ended, and the lengths in tenths of a day."""

    closed: int
    median: float
    ninth: int


def _length(stage: StageCard, lasted: _Lasted | None, standing: int, top: int) -> StageLength:
    closed = lasted.closed if lasted is not None else 0
    ninth = lasted.ninth / TENTHS_OF_A_DAY if lasted is not None and closed >= FEWEST else None
    return StageLength(
        stage=stage,
        closed=closed,
        open=standing,
        median_days=lasted.median / TENTHS_OF_A_DAY if lasted is not None else None,
        ninth_days=ninth,
        stuck_after=None if stage.rank == top else ninth,
    )


def _lasted(at: datetime, stage: str | None = None) -> dict[str, _Lasted]:
    """The lengths of the stays that ended before `at`, by stage: the median (between the two in the middle where their
    number is even), and the least that nine of ten did not exceed."""
    only = "" if stage is None else " and s.stage = %(stage)s"
    ended = f"s.lasted is not null and s.until_at < %(at)s{only}"
    with connection.cursor() as cursor:
        cursor.execute(
            # of everybody in the order of the index, less those who do not count: they are few
            f"with every as (select s.stage, s.lasted, count(*) as stays from journey_stay s where {ended}"  # noqa: S608
            " group by 1, 2), outside as (select s.stage, s.lasted, -count(*) as stays from"
            f" unnest(array(select p.id from people_person p where {LEFT_OUT})) o (id)"
            f" cross join lateral (select * from journey_stay s where s.person_id = o.id and {ended} offset 0) s"
            " group by 1, 2),"
            " counted as (select * from every union all select * from outside),"
            " summed as (select stage, lasted, sum(stays) over (partition by stage order by lasted) as upto,"
            " sum(stays) over (partition by stage) as closed from counted)"
            " select stage, max(closed)::bigint, (min(lasted) filter (where 2 * upto >= closed)"
            " + min(lasted) filter (where 2 * upto > closed)) / 2.0::float8,"
            " min(lasted) filter (where 10 * upto >= 9 * closed) from summed group by stage having max(closed) > 0",
            {"at": at, "stage": stage},
        )
        return {key: _Lasted(closed, median, ninth) for key, closed, median, ninth in cursor.fetchall()}


def stuck(
    actor: Actor, stage: str, as_of: date | None = None, *, cursor: str | None = None, limit: int = PAGE
) -> Page[StuckCard]:
    """Who has been at a stage for longer than nine of ten of those who left it, and did something in the last 90 days.

    The longest first, with the `total`. Nobody is stuck at the top, nor where fewer than ten stays have ended.
    Hosts only. Raises `NotFound` for a stage that the ladder does not have, `BadCursor`.
    """
    may_see_ladder(actor).or_refuse()
    at = instant_of(as_of)
    ladder = ladder_at(at).card
    step = ladder.stage(stage)
    if step is None:
        raise NotFound
    length = _length(step, _lasted(at, stage).get(stage), 0, len(ladder.stages))
    if length.stuck_after is None:
        return Page([], None, None, 0)
    given: dict[str, Any] = {
        "at": at,
        "stage": stage,
        "before": at - timedelta(days=length.stuck_after),
        "lately": at - TAKES_PART,
        "limit": limit + 1,
    }
    further = after(given, cursor).replace("s.from_at", "s.since_at").replace("<", ">")
    there = (
        "select s.since_at, s.person_id from journey_stay s where s.stage = %(stage)s and s.from_at < %(at)s"
        " and s.since_at < %(before)s"
    )
    with connection.cursor() as sql:
        sql.execute(
            f"with s as materialized (select s.since_at, s.person_id from ({there} and s.until_at >= %(at)s union all"  # noqa: S608
            f" {there} and s.until_at is null) s where {COUNTED} and s.person_id in (select f.actor"
            " from ledger_standing f where f.occurred_at >= %(lately)s and f.occurred_at < %(at)s"
            " and not starts_with(f.kind, 'ledger.')))"
            f" select s.since_at, s.person_id, (select count(*) from s) from s where {further}"
            " order by s.since_at, s.person_id limit %(limit)s",
            given,
        )
        rows: list[tuple[datetime, int, int]] = sql.fetchall()
    page = page_of(rows, limit, lambda row: (row[0], row[1]), total=rows[0][2] if rows else 0)
    people = person_cards([person for _, person, _ in page.items])
    items = [StuckCard(people[person], step, since, (at - since).days) for since, person, _ in page.items]
    return Page(items, page.next, None, page.total)

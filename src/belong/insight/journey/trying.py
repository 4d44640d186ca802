"""A ladder tried before it is chosen: who would stand elsewhere. Nothing is stored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import Page, decode_cursor, page_of
from belong.ground.people.public import Actor, person_cards
from belong.ground.segments.public import Criterion, explain_many, parse, people_at, sentence
from belong.insight.journey.cards import StageCard, TrialCard, TrialStage, TriedPerson
from belong.insight.journey.checking import checked
from belong.insight.journey.ladders import ladder_at
from belong.insight.journey.making import ANYTHING
from belong.insight.journey.policies import may_decide
from belong.insight.journey.queries.reading import AT, COUNTED, instant_of
from belong.insight.journey.rules import NEVER, OVERRIDE_END, QUARTER

UP, DOWN, PLACED = "up", "down", "placed"
PAGE = 25


@dataclass(frozen=True, slots=True)
class _Move:
    """From a stage's key ("": nowhere) to a rank of the new ladder (0: nowhere)."""

    before: str
    rank: int
    sort: str


def try_ladder(
    *,
    actor: Actor,
    key: str,
    name: str,
    stages: Sequence[Mapping[str, Any]],
    descend: str = QUARTER,
    sort: str | None = None,
    as_of: date | None = None,
    cursor: str | None = None,
    limit: int = PAGE,
) -> TrialCard:
    """What would become of everybody if this ladder were chosen now, and the names: of one `sort` of move or of all.

    `as_of`: if it had been chosen at the end of that day, by what had happened until then.

    `up` happens at once. `down` is what the evidence no longer supports: at once, or at the start of a quarter after 30
    days below, as `descend` says; where nobody steps down there is none. `placed`: the present stage is none of this
    ladder's. Who stands where a host said stays there. Asks the whole ledger once for each stage. Hosts only; raises
    `Invalid` as `choose_ladder` does, `BadCursor`.
    """
    may_decide(actor).or_refuse()
    understood = checked(key, name, stages, descend)
    criteria = [parse(stage["criterion"]) for stage in understood]
    cards = tuple(
        StageCard(stage["key"], stage["name"], rank, sentence(criterion), stage["criterion"])
        for rank, (stage, criterion) in enumerate(zip(understood, criteria, strict=True), 1)
    )
    at = instant_of(as_of)
    present = _present(at)
    would = _supported(criteria, at)
    moves, standing = _moves([card.key for card in cards], present, would, descend)
    counts = Counter(move.sort for move in moves.values())
    was = Counter(stage for stage, _ in present.values())
    names = {stage.key: stage.name for stage in ladder_at(at).card.stages}
    return TrialCard(
        at=at,
        up=counts[UP],
        down=counts[DOWN],
        placed=counts[PLACED],
        stages=tuple(TrialStage(card, was[card.key], standing[card.rank]) for card in cards),
        gone=tuple((names[stage], was[stage]) for stage in names if stage not in {card.key for card in cards}),
        people=_named(moves, cards, criteria, names, at, sort, cursor, limit),
    )


def _present(at: datetime) -> dict[int, tuple[str, bool]]:
    """Who is shown where, and whether by a host's word."""
    with connection.cursor() as sql:
        sql.execute(
            "select s.person_id, s.stage, s.override_id is not null and s.move <> %(end)s from journey_stay s"  # noqa: S608
            f" where {AT} and {COUNTED}",
            {"at": at, "end": OVERRIDE_END},
        )
        return {person: (stage, said) for person, stage, said in sql.fetchall()}


def _supported(criteria: Sequence[Criterion], at: datetime) -> dict[int, int]:
    """The rank that the evidence supports, of everybody who counts."""
    found: dict[int, int] = {}
    left = _people(ANYTHING, at)
    for rank, criterion in enumerate(criteria, 1):
        left &= _people(criterion, at)
        found.update(dict.fromkeys(left, rank))
    return found


def _people(criterion: Criterion, at: datetime) -> set[int]:
    statement, given = people_at(criterion, at)
    parameters: list[Any] = list(given)
    with connection.cursor() as sql:
        sql.execute(
            f"select p.id from people_person p join ({statement}) found on found.id = p.id where not p.is_staff",  # noqa: S608
            parameters,
        )
        return {person for (person,) in sql.fetchall()}


def _moves(
    keys: Sequence[str], present: Mapping[int, tuple[str, bool]], would: Mapping[int, int], descend: str
) -> tuple[dict[int, _Move], Counter[int]]:
    """Who moves, and how many stand at each rank after it."""
    moves: dict[int, _Move] = {}
    standing: Counter[int] = Counter()
    for person in present.keys() | would.keys():
        stage, said = present.get(person, ("", False))
        rank = would.get(person, 0)
        here = keys.index(stage) + 1 if stage in keys else 0
        if here and (said or (rank < here and descend == NEVER)):
            rank = here
        if rank != here:
            moves[person] = _Move(stage, rank, PLACED if not here else UP if rank > here else DOWN)
        elif stage and not here:
            moves[person] = _Move(stage, 0, PLACED)
        standing[rank] += 1
    return moves, standing


def _named(
    moves: Mapping[int, _Move],
    cards: Sequence[StageCard],
    criteria: Sequence[Criterion],
    names: Mapping[str, str],
    at: datetime,
    sort: str | None,
    cursor: str | None,
    limit: int,
) -> Page[TriedPerson]:
    after = decode_cursor(cursor, [int])[0] if cursor else 0
    wanted = sorted(person for person, move in moves.items() if sort in (None, move.sort))
    rows = [person for person in wanted if person > int(str(after))][: limit + 1]
    page = page_of(rows, limit, lambda person: (person,), total=len(wanted))
    people = person_cards(list(page.items))
    # whoever rises is judged by the stage they come to, whoever falls by the first that does not hold
    asked = [moves[person].rank - (moves[person].sort != DOWN and moves[person].rank > 0) for person in page.items]
    told = explain_many([(person, criteria[place]) for person, place in zip(page.items, asked, strict=True)], at)
    found = [
        TriedPerson(
            person=people[person],
            before=names.get(moves[person].before, moves[person].before),
            after=cards[moves[person].rank - 1].name if moves[person].rank else "",
            sort=moves[person].sort,
            why=each.missing or each.sentence,
            holds=each.ok,
        )
        for person, each in zip(page.items, told, strict=True)
    ]
    return Page(found, page.next, None, page.total)

"""The stays of everybody, worked out from the standing facts; followed fact by fact, or made anew as a whole."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

from belong.ground.kernel.public import copy_rows, prepared_cursor
from belong.ground.ledger.public import FactCard, Follower, LadderChosen, PersonFlagged, by_word
from belong.ground.segments.public import FOR_EVER, PersonEvidence, compiled, evidence, instant, parse
from belong.insight.journey.calendar import moment_or_none, quarter_from
from belong.insight.journey.causes import Causes, OverrideFacts
from belong.insight.journey.ladders import in_force
from belong.insight.journey.rules import Era, Override, Stay, raw_steps, stays

COLUMNS = "person_id from_at until_at ladder_id stage rank move before override_id cause".split()
Row = tuple[Any, ...]

ANYTHING = parse({"measure": "count", "at_least": 1})
"""A fact of one's own: nobody is on the ladder before it."""

AT_ONCE = 5_000
FACTS_AT_ONCE = 20_000
PEOPLE_AT_ONCE = 1_000
ROWS_BY_INSERT = 100
"""Up to so many rows an insert is quicker than a COPY."""
PEOPLE = 2**62
"""Places in a batch: below, the id of the last fact looked at; above, that of the last person worked out."""

MERGES = [by_word(word).kind for word in ("merged", "unmerged")]
"""Facts after which both persons count differently for whoever dealt with them; after `flagged`, who was flagged."""


@dataclass(frozen=True, slots=True)
class _Overridden:
    """The overrides of one person, with the facts behind them."""

    overrides: list[Override]
    facts: dict[int, OverrideFacts]


class Journey(Follower):
    """Keeps `journey_stay`: whoever a fact touches is worked out anew from all standing facts.

    A new ladder touches everybody: its fact comes in a batch of its own, which is folded in slices. A single fact has
    no slices: after a flag or a merge, everybody who dealt with that person is worked out in one step.
    """

    name = "journey"
    tables = ("journey_stay",)

    def fold(self, facts: Sequence[FactCard]) -> None:
        persons = {person for fact in facts for person in fact.persons}
        changed = {person for fact in facts for person in _changed(fact)}
        if changed:
            persons |= _dealt_with(changed)
        recompute(persons)

    def fold_batch(self, batch: int, place: int, seconds: float) -> int | None:
        ends = time.monotonic() + seconds
        if place == 0:
            _forget(batch)
        while place < PEOPLE:
            place = _note_touched(batch, place)
            if time.monotonic() > ends:
                return place
        size = PEOPLE_AT_ONCE // 8
        while persons := _noted(batch, place - PEOPLE, size):
            begun = time.monotonic()
            recompute(persons)
            place = PEOPLE + persons[-1]
            if time.monotonic() > ends:
                return place
            if time.monotonic() - begun < seconds / 4:
                size = min(2 * size, PEOPLE_AT_ONCE)
        _forget(batch)
        return None

    def rebuild(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("delete from journey_touched")
        _put(stay_rows(None))


def recompute(persons: Iterable[int]) -> None:
    """Make the stays of these people, under whichever of their ids they are named, what the ledger now says.

    Inside a transaction: evidence is read in slices of one moment.
    """
    touched = set(persons)
    if not touched:
        return
    with prepared_cursor() as cursor:
        cursor.execute(
            "with top as materialized (select distinct coalesce(a.canonical, t.id) as id"
            " from unnest(%(touched)s::bigint[]) t (id) left join person_alias a on a.person = t.id),"
            " gone as (delete from journey_stay"
            " where person_id = any((select array_agg(id) from top) || %(touched)s::bigint[]))"
            " select id from top order by id",
            {"touched": list(touched)},
        )
        canonical = [person for (person,) in cursor.fetchall()]
    _put(stay_rows(canonical))


def stay_rows(persons: Sequence[int] | None) -> Iterator[Row]:
    """The rows of `journey_stay`, of these canonical people or (None) of everybody."""
    ladders = in_force()
    truths = [[compiled(criterion).truth for criterion in ladder.criteria] for ladder in ladders]
    begun = compiled(ANYTHING).truth
    causes = {ladder.card.id: Causes(ladder) for ladder in ladders}
    from_quarter = quarter_from()
    overridden = _overridden(persons)
    empty = [Era(each.after, each.card.id, each.keys, each.card.descend, ()) for each in ladders]
    criteria = {criterion for ladder in ladders for criterion in ladder.criteria} | {ANYTHING}
    for known in evidence(criteria, persons):
        begins = begun(known)
        if begins:
            eras = [
                Era(
                    ladder.after,
                    ladder.card.id,
                    ladder.keys,
                    ladder.card.descend,
                    raw_steps((truth(known) for truth in of_stages), begins[0][0]),
                )
                for ladder, of_stages in zip(ladders, truths, strict=True)
            ]
        else:
            eras = empty
        decided = overridden.pop(known.person, None)
        found = stays(eras, decided.overrides if decided is not None else (), from_quarter)
        yield from _rows(known.person, found, causes, known, decided)
    for person, decided in overridden.items():
        yield from _rows(person, stays(empty, decided.overrides, from_quarter), causes, None, decided)


def _rows(
    person: int,
    found: Iterable[Stay],
    causes: Mapping[int, Causes],
    known: PersonEvidence | None,
    decided: _Overridden | None,
) -> Iterator[Row]:
    for stay in found:
        behind = decided.facts[stay.override] if decided is not None and stay.override is not None else None
        cause = causes[stay.ladder].of(stay, known, behind)
        yield (
            person,
            moment_or_none(stay.after),
            moment_or_none(stay.until),
            stay.ladder,
            stay.stage,
            stay.rank,
            stay.move,
            stay.before,
            stay.override,
            "{" + ",".join(map(str, cause)) + "}",
        )


def _put(rows: Iterator[Row]) -> None:
    first = list(islice(rows, AT_ONCE))
    if 0 < len(first) <= ROWS_BY_INSERT:
        _insert(first)
        return
    while first:
        copy_rows("journey_stay", COLUMNS, first)
        first = list(islice(rows, AT_ONCE))


def _insert(rows: Sequence[Row]) -> None:
    place = "(" + ", ".join(["%s"] * len(COLUMNS)) + ")"
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into journey_stay ({', '.join(COLUMNS)}) values {', '.join([place] * len(rows))}",  # noqa: S608
            [value for row in rows for value in row],
        )


def _overridden(persons: Sequence[int] | None) -> dict[int, _Overridden]:
    """What hosts decided about these people (None: about everybody), bots and people who do not stand left out."""
    chosen = None if persons is None else list(persons)
    with prepared_cursor() as cursor:
        cursor.execute(
            "select p.id, o.id, o.stage, o.set_at, least(o.until_at, o.withdrawn_at), o.fact,"
            " case when o.withdrawn_at <= coalesce(o.until_at, 'infinity') then o.withdrawn_fact end"
            " from journey_override o left join person_alias a on a.person = o.person_id"
            " join people_person p on p.id = coalesce(a.canonical, o.person_id)"
            " where not p.is_bot"
            " and (p.batch_id is null or p.batch_id in (select id from ledger_batch where state = 'complete'))"
            " and (%s::bigint[] is null or p.id = any(%s::bigint[])) order by o.id",
            [chosen, chosen],
        )
        found: dict[int, _Overridden] = {}
        for person, number, stage, set_at, until_at, fact, withdrawn in cursor:
            decided = found.setdefault(person, _Overridden([], {}))
            until = FOR_EVER if until_at is None else instant(until_at)
            decided.overrides.append(Override(number, instant(set_at), until, stage))
            decided.facts[number] = OverrideFacts(fact, withdrawn)
        return found


def _changed(fact: FactCard) -> frozenset[int]:
    """Who counts differently for others after this fact: not the host who flagged."""
    if fact.kind in MERGES:
        return fact.persons
    if fact.kind == PersonFlagged.kind:
        return frozenset(person for person in (fact.counterpart, fact.counterpart_recorded) if person is not None)
    return frozenset()


def _dealt_with(persons: Iterable[int]) -> set[int]:
    """Everybody who has a fact with one of these people, under any of their ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with same as (select t.id from unnest(%(persons)s::bigint[]) t (id)"
            " union select a.person from person_alias a where a.canonical = any(%(persons)s))"
            " select f.counterpart from ledger_fact f join same on same.id = f.actor where f.counterpart is not null"
            " union select f.actor from ledger_fact f join same on same.id = f.counterpart where f.actor is not null"
            " union select id from same",
            {"persons": list(persons)},
        )
        return {person for (person,) in cursor.fetchall()}


def _forget(batch: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from journey_touched where batch_id = %s", [batch])


def _note_touched(batch: int, after: int) -> int:
    """Note whom the next facts of the batch touch; the place reached, `PEOPLE` after the last fact."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select max(id), count(*), bool_or(kind = any(%(kinds)s)), bool_or(kind = %(chosen)s)"
            " from (select id, kind from ledger_fact where batch_id = %(batch)s and id > %(after)s"
            " order by id limit %(limit)s) f",
            {
                "batch": batch,
                "after": after,
                "limit": FACTS_AT_ONCE,
                "kinds": [*MERGES, PersonFlagged.kind],
                "chosen": LadderChosen.kind,
            },
        )
        last, count, changing, choosing = cursor.fetchone()
        if not count:
            return PEOPLE
        cursor.execute(
            "insert into journey_touched (batch_id, person_id)"
            " select %(batch)s, person from (select actor as person from ledger_fact"
            " where batch_id = %(batch)s and id > %(after)s and id <= %(last)s and actor is not null"
            " union select counterpart from ledger_fact"
            " where batch_id = %(batch)s and id > %(after)s and id <= %(last)s and counterpart is not null) f"
            " on conflict do nothing",
            {"batch": batch, "after": after, "last": last},
        )
        if choosing:
            cursor.execute(
                "insert into journey_touched (batch_id, person_id) select %s, id from people_person"
                " on conflict do nothing",
                [batch],
            )
        elif changing:
            cursor.execute(
                "select case when kind <> %s then actor end, counterpart from ledger_fact"
                " where batch_id = %s and id > %s and id <= %s and kind = any(%s)",
                [PersonFlagged.kind, batch, after, last, [*MERGES, PersonFlagged.kind]],
            )
            changed = {person for pair in cursor.fetchall() for person in pair if person is not None}
            cursor.execute(
                "insert into journey_touched (batch_id, person_id) select %s, unnest(%s::bigint[])"
                " on conflict do nothing",
                [batch, list(_dealt_with(changed))],
            )
        return int(last)


def _noted(batch: int, after: int, size: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id from journey_touched where batch_id = %s and person_id > %s order by person_id limit %s",
            [batch, after, size],
        )
        return [person for (person,) in cursor.fetchall()]

"""Stays and spans of everybody, worked out from the standing facts; followed fact by fact, or made anew as a whole."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from belong.ground.kernel.public import many_rows, prepared_cursor
from belong.ground.ledger.public import FactCard, Follower, LadderChosen, PersonFlagged, by_word
from belong.ground.segments.public import FOR_EVER, instant
from belong.insight.journey.calendar import quarter_from
from belong.insight.journey.causes import OverrideFacts
from belong.insight.journey.ladders import Understood, in_force
from belong.insight.journey.making import NOTHING_DECIDED, Decided, Made, Maker
from belong.insight.journey.replacing import replace
from belong.insight.journey.rules import Override
from belong.insight.journey.writing import Encoded, encoded, put

Quarters = Callable[[int], int]
FEW = 4
"""The rows of so many people are compared with what is there; of more they are put anew."""
FACTS_AT_ONCE = 20_000
PEOPLE_AT_ONCE = 1_000
PEOPLE = 2**62
"""Places in a batch: below, the id of the last fact looked at; above, that of the last person worked out."""

MERGES = [by_word(word).kind for word in ("merged", "unmerged")]
"""Facts after which both persons count differently for whoever dealt with them; after `flagged`, who was flagged."""


class Journey(Follower):
    """Keeps stays and spans: whoever a fact touches is worked out anew from all standing facts.

    A new ladder touches everybody: its fact comes in a batch of its own, which is folded in slices. A single fact has
    no slices: after a flag or a merge, everybody who dealt with that person is worked out in one step.
    """

    name = "journey"
    tables = ("journey_stay", "journey_span")
    version = 3

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
        with many_rows():
            _put_all(_sliced(None))


def recompute(persons: Iterable[int]) -> None:
    """Make the rows of these people, under whichever of their ids they are named, what the ledger now says.

    Inside a transaction: evidence is read in slices of one moment.
    """
    touched = set(persons)
    if not touched:
        return
    with prepared_cursor() as cursor:
        cursor.execute(
            "select distinct coalesce(a.canonical, t.id) as id from unnest(%s::bigint[]) t (id)"
            " left join person_alias a on a.person = t.id order by id",
            [list(touched)],
        )
        canonical = [person for (person,) in cursor.fetchall()]
    ids = sorted(touched.union(canonical))
    if len(ids) <= FEW:
        found = [each for slice_ in _sliced(canonical) for each in slice_]
        replace(ids, [row for each in found for row in each.stays], [row for each in found for row in each.spans])
        return
    with connection.cursor() as cursor:
        cursor.execute("delete from journey_stay where person_id = any(%s)", [ids])
        cursor.execute("delete from journey_span where person_id = any(%s)", [ids])
        for slice_ in _sliced(canonical):
            put(cursor, _encoded(slice_))


def _sliced(persons: Sequence[int] | None) -> Iterator[Iterator[Made]]:
    """The rows of each person that has any, of these canonical people or (None) of everybody, in slices that ask the
    database for nothing any more."""
    maker = _maker(in_force(), quarter_from())
    overridden = _overridden(persons)
    for slice_ in maker.reader.slices(persons):
        yield (maker.of(known, overridden.pop(known.person, NOTHING_DECIDED)) for known in slice_)
    yield (maker.of_nobody_known(person, decided) for person, decided in overridden.items())


def _put_all(slices: Iterator[Iterator[Made]]) -> None:
    """While the server takes in the rows of one slice, the next is worked out: each has a core of its own.

    Only one of both speaks to the server at a time, since a slice is read whole before it is handed out.
    """
    ready = Encoded(b"", b"")
    with connection.cursor() as cursor, ThreadPoolExecutor(1, "journey") as other:
        for slice_ in slices:
            putting = other.submit(put, cursor, ready)
            try:
                ready = _encoded(slice_)
            finally:
                putting.result()
        put(cursor, ready)


def _encoded(slice_: Iterator[Made]) -> Encoded:
    found = list(slice_)
    return encoded((row for each in found for row in each.stays), (row for each in found for row in each.spans))


_last_maker: list[tuple[Sequence[Understood], Quarters, Maker]] = []


def _maker(ladders: Sequence[Understood], quarters: Quarters) -> Maker:
    """The same one as for the fact before, unless there is a new ladder or another time zone since."""
    for of, by, maker in _last_maker:
        if of is ladders and by is quarters:
            return maker
    made_now = Maker(ladders, quarters)
    _last_maker[:] = [(ladders, quarters, made_now)]
    return made_now


def _overridden(persons: Sequence[int] | None) -> dict[int, Decided]:
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
        overrides: dict[int, list[Override]] = {}
        behind: dict[int, dict[int, OverrideFacts]] = {}
        for person, number, stage, set_at, until_at, fact, withdrawn in cursor:
            until = FOR_EVER if until_at is None else instant(until_at)
            overrides.setdefault(person, []).append(Override(number, instant(set_at), until, stage))
            behind.setdefault(person, {})[number] = OverrideFacts(fact, withdrawn)
        return {person: Decided(decided, behind[person]) for person, decided in overrides.items()}


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

"""Evidence out of the ledger: everybody's in one pass, or that of a few people."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from struct import Struct
from typing import Any

from django.db import connection

from belong.ground.kernel.public import prepared_cursor
from belong.ground.segments.asking import PEOPLE
from belong.ground.segments.criterion import Criterion, Leaf
from belong.ground.segments.intervals import FOR_EVER, SINCE_EVER, Interval, merged
from belong.ground.segments.life import BOT, OTHER_KIND, UNKNOWN, PersonEvidence, Row, Selection, Side
from belong.ground.segments.measures.facts import ME, OTHER
from belong.ground.segments.measures.spans import SpanMeasure
from belong.ground.segments.registry import measure_of
from belong.ground.segments.sql import Sql, joined
from belong.ground.segments.truth import readings
from belong.ground.segments.words import BOOKKEEPING, codes, words

SLICE = 2_000
"""How many people are in memory at a time."""

PACKED = Struct(">qqhq")
"""Instant, id, code, other: a person's facts come as one value, which costs a tenth of one row for each."""

POSTGRES_EPOCH = 946_684_800_000_000
"""2000, from which the server counts microseconds."""

Packed = tuple[int, bytes | None]


def evidence(criteria: Iterable[Criterion], persons: Sequence[int] | None = None) -> Iterator[PersonEvidence]:
    """What is known of each person, as far as the criteria need it: of everybody, or of these; in order of their ids.

    People are those that `people_at` speaks of: of `persons`, aliases, bots and those who do not stand are left out, so
    that nothing follows from what they have. Reading everybody is one pass over the ledger as it stood at one moment;
    a slice of people is in memory at a time, and the connection is free for other statements between two of them.
    """
    return Reader(criteria).of(persons)


class Reader:
    """What criteria need to have read, worked out once for whoever asks again and again."""

    def __init__(self, criteria: Iterable[Criterion]) -> None:
        self._needed = readings(criteria)
        self._chosen = [each for each in self._needed if isinstance(each, Selection)]
        self._leaves = [each for each in self._needed if isinstance(each, Leaf)]
        self._of_many = _packed(_facts(self._chosen, IDS))
        self._of_few = _packed(_facts(self._chosen, IDS, "array[" + ", ".join(["%s::bigint"] * FEW) + "]"))
        self._spans = [(leaf, _spans_of(leaf)) for leaf in self._leaves]

    def of(self, persons: Sequence[int] | None = None) -> Iterator[PersonEvidence]:
        """As `evidence`."""
        for slice_ in self.slices(persons):
            yield from slice_

    def slices(self, persons: Sequence[int] | None = None) -> Iterator[Iterator[PersonEvidence]]:
        """As `evidence`, in slices: one is read before it is handed out, and asks the database for nothing any more."""
        for people, ids in self._everybody() if persons is None else self._some(sorted(set(persons))):
            yield self._understood(people, self._held([person for person, _ in people], ids))

    def _understood(self, people: "Iterable[Packed]", spans: "Mapping[int, Spans]") -> Iterator[PersonEvidence]:
        for person, packed in people:
            yield PersonEvidence(person, _rows(packed), self._needed, spans.get(person, {}))

    def _everybody(self) -> "Iterator[tuple[list[Packed], Ids | None]]":
        everybody = Sql(
            f"select p.id as person, null::bytea as fact, true as counts from people_person p where {PEOPLE}"
        )
        statement = (
            "select s.person, string_agg(s.fact, ''::bytea) from ("
            + joined(" union all ", [*_facts(self._chosen, None), everybody])
            + ") s group by s.person having bool_or(s.counts) order by s.person"
        )
        with connection.chunked_cursor() as cursor:
            cursor.execute(statement.text, statement.params)
            while people := cursor.fetchmany(SLICE):
                yield people, None

    def _some(self, persons: Sequence[int]) -> "Iterator[tuple[list[Packed], Ids]]":
        asked = iter(persons)
        while slice_ := list(islice(asked, SLICE)):
            people, ids = _who(slice_)
            packed: dict[int, bytes | None] = {}
            if people:
                packed.update(self._packed_of(list(ids)))
            yield [(person, packed.get(person)) for person in people], ids

    def _held(self, people: Sequence[int], ids: "Ids | None") -> "Mapping[int, Spans]":
        """What holds from when to when, of each of the people, whose ids are asked for where they are not given."""
        if not self._spans or not people:
            return {}
        if ids is None:
            _, ids = _who(people)
        found: dict[int, dict[Leaf, list[Interval]]] = {}
        for leaf, statement in self._spans:
            with _cursor(len(ids)) as cursor:
                cursor.execute(statement.text, [*statement.params, list(ids)])
                for recorded, after, until in cursor.fetchall():
                    interval = (SINCE_EVER if after is None else after, FOR_EVER if until is None else until)
                    found.setdefault(ids[recorded], {}).setdefault(leaf, []).append(interval)
        return {person: {leaf: merged(held) for leaf, held in spans.items()} for person, spans in found.items()}

    def _packed_of(self, ids: list[int]) -> list[Packed]:
        few = len(ids) <= FEW
        statement = self._of_few if few else self._of_many
        if statement is None:
            return []
        # the last one again and again changes nothing, and the server sees that there are few
        given = ids + [ids[-1]] * (FEW - len(ids)) if few else [ids]
        params = [part for each in statement.params for part in (given if each is IDS else [each])]
        with _cursor(len(ids)) as cursor:
            cursor.execute(statement.text, params)
            return list(cursor.fetchall())


IDS: Sequence[int] = [0]
"""Stands among the parameters of a prepared statement for the ids that are asked about."""

FEW = 4
"""Of so many ids, and for a single fact there are two, the statements are prepared. Each id has a place of its own in
them: of a list the server supposes that it is longer, and would plan each time anew."""


def _cursor(people: int) -> AbstractContextManager[Any]:
    return prepared_cursor() if people <= FEW else connection.cursor()


def _packed(facts: list[Sql]) -> Sql | None:
    if not facts:
        return None
    return (
        "select s.person, string_agg(s.fact, ''::bytea) from (" + joined(" union all ", facts) + ") s group by s.person"
    )


Ids = Mapping[int, int]
"""Every id by which the ledger knows one of the people, with whose it is."""


def _who(persons: Sequence[int]) -> tuple[list[int], dict[int, int]]:
    """Those of the ids that are people, sorted; and every id by which the ledger knows one of them, with whose."""
    with _cursor(len(persons)) as cursor:
        cursor.execute(
            "select p.id, a.person from people_person p left join person_alias a on a.canonical = p.id"
            f" where p.id = any(%s::bigint[]) and {PEOPLE}",
            [list(persons)],
        )
        found = cursor.fetchall()
    ids = {person: person for person, _ in found}
    people = sorted(ids)
    ids.update((alias, person) for person, alias in found if alias is not None)
    return people, ids


def _facts(chosen: Sequence[Selection], ids: Sequence[int] | None, places: str = "%s::bigint[]") -> list[Sql]:
    """One select for each side that is needed: `person`, `fact` packed; of everybody with `counts` false."""
    found = []
    for side in ("given", "received"):
        of_side = [each for each in chosen if each.side == side]
        if of_side:
            found.append(_side(side, of_side, ids, places))
    return found


def _side(side: Side, chosen: Sequence[Selection], ids: Sequence[int] | None, places: str) -> Sql:
    me, other = ME[side], OTHER[side]
    sign = 1 if side == "given" else -1
    every_kind = any(each.words is None for each in chosen)
    named = sorted(words() if every_kind else {word for each in chosen for word in each.words or ()})
    numbers = [sign * codes()[word] for word in named]
    code = f"coalesce(k.code, {sign * OTHER_KIND}::int2)" if every_kind else "k.code"
    whom = f"case when f.{other} is null then {UNKNOWN} when b.id is not null then {BOT} else f.{other} end"
    found = Sql(
        f"select f.{me} as person, timestamptz_send(f.occurred_at) || int8send(f.id) || int2send({code})"
        f" || int8send({whom}) as fact{', false as counts' if ids is None else ''}"
        f" from ledger_standing f {'left ' if every_kind else ''}join unnest(%s::text[], %s::int2[]) as k (word, code)"
        f" on k.word = f.word left join people_person b on b.id = f.{other} and b.is_bot where f.{me} is not null",
        (named, numbers),
    )
    if every_kind:
        found += Sql(" and not starts_with(f.kind, %s)", (BOOKKEEPING,))
    return found if ids is None else found + Sql(f" and f.{me}_recorded = any({places})", (ids,))


def _rows(packed: bytes | None) -> list[Row]:
    if not packed:
        return []
    rows = [(at + POSTGRES_EPOCH, fact, code, other) for at, fact, code, other in PACKED.iter_unpack(packed)]
    rows.sort()
    return rows


Spans = Mapping[Leaf, Sequence[Interval]]


def _spans_of(leaf: Leaf) -> Sql:
    """The statement that gives the rows of those whose ids follow its own parameters."""
    measure = measure_of(leaf.measure)
    if not isinstance(measure, SpanMeasure):
        raise TypeError(f"{leaf.measure} asks for spans and has no relation")
    return (
        "select s.person_id, (extract(epoch from s.from_at) * 1000000)::bigint,"
        " (extract(epoch from s.until_at) * 1000000)::bigint from ("
        + measure.relation(leaf)
        + ") s where s.person_id = any(%s::bigint[])"
    )

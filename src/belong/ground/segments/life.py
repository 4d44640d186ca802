"""One person's life as the pure rules see it: facts in order, and what held from when to when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.intervals import Interval
from belong.ground.segments.words import codes

Side = Literal["given", "received"]
Only = Literal["", "not_self", "known", "not_self_not_bot"]

Row = tuple[int, int, int, int]
"""(instant, fact id, code, other): the code is negative on the receiving side; other is a person, UNKNOWN or BOT."""

UNKNOWN = 0
BOT = -1
OTHER_KIND = 32_767
"""The code of a fact whose kind nobody asked for by name."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Which of a person's facts a measure looks at. Equal ones are the same object (see `selection`)."""

    side: Side
    words: tuple[str, ...] | None
    """None: every kind."""
    only: Only
    """Whom the other one must (not) be: oneself, somebody known who is no bot, no bot."""
    codes: frozenset[int]


@cache
def selection(side: Side, words: tuple[str, ...] | None, only: Only = "") -> Selection:
    """`given`: the person is the actor; `received`: the person is the counterpart."""
    if words is None:
        wanted = {OTHER_KIND, *codes().values()}
    else:
        wanted = {codes()[word] for word in words}
    return Selection(side, words, only, frozenset(wanted if side == "given" else (-code for code in wanted)))


Reading = Selection | Leaf
"""What evidence holds: facts of a selection, or the intervals of a leaf that is no matter of facts."""


class NotRead(LookupError):
    """The evidence was not read for this criterion."""


@dataclass(slots=True, eq=False)
class PersonEvidence:
    """What is known of one person, as far as the criteria that it was read for need it."""

    person: int
    rows: list[Row]
    """Sorted by instant, then id."""
    read: frozenset[Reading]
    spans: Mapping[Leaf, Sequence[Interval]] = field(default_factory=dict)
    _chosen: dict[Selection, list[Row]] = field(default_factory=dict)

    def choose(self, wanted: Selection) -> list[Row]:
        """The facts of the selection, in order."""
        found = self._chosen.get(wanted)
        if found is None:
            found = self._chosen[wanted] = self._filtered(wanted)
        return found

    def span(self, leaf: Leaf) -> list[Interval]:
        if leaf not in self.read:
            raise NotRead(f"{leaf.measure} was not read")
        return list(self.spans.get(leaf, ()))

    def _filtered(self, wanted: Selection) -> list[Row]:
        if wanted not in self.read:
            raise NotRead(f"facts {wanted.side}: {wanted.words} were not read")
        of, me, only = wanted.codes, self.person, wanted.only
        if not only:
            return [row for row in self.rows if row[2] in of]
        if only == "not_self":
            return [row for row in self.rows if row[2] in of and row[3] != me]
        if only == "known":
            return [row for row in self.rows if row[2] in of and row[3] > 0 and row[3] != me]
        return [row for row in self.rows if row[2] in of and row[3] >= 0 and row[3] != me]


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact, for evidence made by hand. People are canonical ids."""

    id: int
    word: str
    at: int
    """Microseconds since 1970 UTC."""
    actor: int | None
    counterpart: int | None = None


def evidence_of(
    person: int,
    facts: Iterable[Happened],
    read: Iterable[Reading],
    *,
    bots: frozenset[int] = frozenset(),
    spans: Mapping[Leaf, Sequence[Interval]] | None = None,
) -> PersonEvidence:
    """Evidence made of given facts instead of the ledger's: for trying a criterion, and for tests."""
    rows: list[Row] = []
    for fact in facts:
        code = codes()[fact.word]
        if fact.actor == person:
            rows.append((fact.at, fact.id, code, _other(fact.counterpart, bots)))
        if fact.counterpart == person:
            rows.append((fact.at, fact.id, -code, _other(fact.actor, bots)))
    return PersonEvidence(person, sorted(rows), frozenset(read), spans or {})


def _other(person: int | None, bots: frozenset[int]) -> int:
    if person is None:
        return UNKNOWN
    return BOT if person in bots else person

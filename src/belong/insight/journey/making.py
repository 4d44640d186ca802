"""One person's rows, out of what is known of them: stays on the ladder, and what else is so from when to when."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from belong.ground.segments.public import (
    DAY,
    FOR_EVER,
    All,
    Compiled,
    Criterion,
    Interval,
    PersonEvidence,
    Reader,
    both,
    compiled,
    parse,
)
from belong.insight.journey.causes import Causes, Measured, OverrideFacts, lost, measured, reached
from belong.insight.journey.ladders import Understood
from belong.insight.journey.rules import BELONGING, JOINED, NEAR, Era, Override, Stay, raw_steps, stays
from belong.insight.journey.spans import near, parts
from belong.insight.journey.states import belonging_states
from belong.insight.journey.writing import SpanRow, StayRow

TENTH_OF_A_DAY = DAY // 10

ANYTHING = parse({"measure": "count", "at_least": 1})
"""A fact of one's own: nobody is on the ladder before it."""

HAS_JOINED = parse({"measure": "count", "kinds": ["joined"], "at_least": 1})


class Made(NamedTuple):
    stays: list[StayRow]
    spans: list[SpanRow]


@dataclass(frozen=True, slots=True)
class Decided:
    """What hosts decided about one person: overrides, with the facts behind them."""

    overrides: Sequence[Override]
    facts: dict[int, OverrideFacts]


NOTHING_DECIDED = Decided((), {})


class Life:
    """What is known of one person, with the answers that several stages ask for kept."""

    def __init__(self, known: PersonEvidence) -> None:
        self.known = known
        self._told: dict[int, Sequence[Interval]] = {}

    def of(self, clause: Compiled) -> Sequence[Interval]:
        """When the clause is true."""
        found = self._told.get(id(clause))
        if found is None:
            found = self._told[id(clause)] = clause.truth(self.known)
        return found

    def every(self, clauses: Sequence[Compiled]) -> Sequence[Interval]:
        """When all of them are."""
        found = self.of(clauses[0])
        for clause in clauses[1:]:
            if not found:
                break
            found = both(found, self.of(clause))
        return found


class Maker:
    """Everything that is the same for all people, prepared once."""

    def __init__(self, ladders: Sequence[Understood], quarter_from: Callable[[int], int]) -> None:
        self.ladders = ladders
        states = belonging_states()
        criteria = {criterion for ladder in ladders for criterion in ladder.criteria}
        self.reader = Reader(criteria | {ANYTHING, HAS_JOINED, *(state.criterion for state in states)})
        self._quarter_from = quarter_from
        self._clauses = [[clauses_of(criterion) for criterion in ladder.criteria] for ladder in ladders]
        self._causes = {ladder.card.id: Causes(ladder) for ladder in ladders}
        self._keys = {ladder.card.id: ladder.keys for ladder in ladders}
        self._paths = {ladder.card.id: [paths_of(criterion) for criterion in ladder.criteria] for ladder in ladders}
        self._empty = [Era(each.after, each.card.id, each.keys, each.card.descend, ()) for each in ladders]
        self._begun, self._joined = compiled(ANYTHING).truth, compiled(HAS_JOINED).truth
        self._states = [clauses_of(state.criterion) for state in states]
        self._state_keys = [state.key for state in states]
        self._state_measures = [measured(state.criterion) for state in states]

    def of(self, known: PersonEvidence, decided: Decided) -> Made:
        """The rows of a person who counts."""
        begins = self._begun(known)
        life = Life(known)
        eras = self._eras(life, begins[0][0]) if begins else self._empty
        shown = stays(eras, decided.overrides, self._quarter_from)
        return Made(list(self._stays(known.person, shown, known, decided)), list(self._spans(life, eras, shown)))

    def of_nobody_known(self, person: int, decided: Decided) -> Made:
        """Of somebody of whom nothing but what hosts decided is known."""
        shown = stays(self._empty, decided.overrides, self._quarter_from)
        return Made(list(self._stays(person, shown, None, decided)), [])

    def _eras(self, life: Life, begins: int) -> list[Era]:
        return [
            Era(
                ladder.after,
                ladder.card.id,
                ladder.keys,
                ladder.card.descend,
                raw_steps((life.every(clauses) for clauses in of_stages), begins),
            )
            for ladder, of_stages in zip(self.ladders, self._clauses, strict=True)
        ]

    def _stays(
        self, person: int, found: Sequence[Stay], known: PersonEvidence | None, decided: Decided
    ) -> Iterator[StayRow]:
        since = 0
        for number, stay in enumerate(found):
            if not (number and stay.before == stay.stage):
                since = stay.after
            following = found[number + 1] if number + 1 < len(found) else None
            goes_on = following is not None and following.after == stay.until and following.stage == stay.stage
            lasted = None if goes_on or stay.until == FOR_EVER else round((stay.until - since) / TENTH_OF_A_DAY)
            behind = decided.facts.get(stay.override) if stay.override is not None else None
            cause = self._causes[stay.ladder].of(stay, known, behind)
            yield StayRow(
                person,
                stay.after,
                stay.until,
                since,
                lasted,
                stay.ladder,
                stay.stage,
                stay.rank,
                stay.move,
                stay.before,
                stay.override,
                cause,
            )

    def _spans(self, life: Life, eras: Sequence[Era], shown: Sequence[Stay]) -> Iterator[SpanRow]:
        person = life.known.person
        for after, until in self._joined(life.known):
            yield SpanRow(person, JOINED, "", "", after, until)
        yield from self._belonging(life)

        def clauses(era: int, rank: int) -> list[Callable[[], Sequence[Interval]]]:
            return [partial(life.of, clause) for clause in self._clauses[era][rank - 1]]

        for each in near(eras, shown, clauses):
            stage, path = self._keys[each.ladder][each.rank - 1], self._paths[each.ladder][each.rank - 1][each.place]
            yield SpanRow(person, NEAR, stage, path, each.after, each.until)

    def _belonging(self, life: Life) -> Iterator[SpanRow]:
        known = life.known
        truths = [life.every(clauses) for clauses in self._states]
        if not any(truths):
            return
        for part in parts(truths):
            if part.rank > part.before:
                cause = reached(self._gained(part.before, part.rank), known, part.after)
            else:
                cause = lost(self._gained(part.rank, part.before), known, part.after)
            yield SpanRow(known.person, BELONGING, self._state_keys[part.rank - 1], "", part.after, part.until, cause)

    def _gained(self, lower: int, upper: int) -> list[list[Measured]]:
        """The measures of the upper state that the lower one does not ask for."""
        known = self._state_measures[lower - 1] if lower else []
        asked = {each.leaf for each in known}
        return [[each for each in self._state_measures[upper - 1] if each.leaf not in asked]]


def paths_of(criterion: Criterion) -> list[str]:
    """The path of each clause of a stage, as segments names it; "" where the stage is one clause."""
    if isinstance(criterion, All) and len(criterion.clauses) > 1:
        return [f"all[{place}]" for place in range(len(criterion.clauses))]
    return [""]


def clause_at(criterion: Criterion, path: str) -> Criterion:
    """The clause of a stage at one of the paths above."""
    if isinstance(criterion, All) and path:
        return criterion.clauses[int(path[len("all[") : -1])]
    return criterion


def clauses_of(criterion: Criterion) -> list[Compiled]:
    """The clauses of a stage; equal ones are the same object."""
    return [compiled(clause_at(criterion, path)) for path in paths_of(criterion)]

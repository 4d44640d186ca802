"""Which facts made somebody move: read from the same evidence that the move was worked out from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from belong.ground.kernel.public import month_of
from belong.ground.segments.public import Criterion, Leaf, PersonEvidence, compiled, leaves, moment
from belong.insight.journey.ladders import Understood
from belong.insight.journey.rules import DOWN, LADDER, OVERRIDE, OVERRIDE_END, START, UP, Stay

OF_DIFFERENT = ("helped", "helped_by", "months", "partners")
"""Measures that count people or months, not facts."""


@dataclass(frozen=True, slots=True)
class OverrideFacts:
    """The facts by which hosts set an override and, where they did, took it back."""

    set: int | None
    withdrawn: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of a stage, ready to be asked which facts it counts."""

    leaf: Leaf
    name: str
    needed: int
    counted: Callable[[PersonEvidence, int], list[int]]


class Causes:
    """The causes of moves on one ladder."""

    def __init__(self, ladder: Understood) -> None:
        self._fact = ladder.fact
        self._stages = [measured(criterion) for criterion in ladder.criteria]

    def of(self, stay: Stay, evidence: PersonEvidence | None, override: OverrideFacts | None) -> Sequence[int]:
        """The ids of the facts behind a move, each once, sorted.

        Up: for each measure of the stages newly reached, the latest facts that make up what it needs. Down: the facts
        whose window ended when the evidence last supported the stage left. A new ladder, an override: the host's fact.
        """
        if stay.move in (START, UP) and evidence is not None:
            return reached(
                self._stages[0 if stay.move == START else stay.before_rank : stay.rank], evidence, stay.after
            )
        if stay.move == DOWN and evidence is not None and stay.broke is not None:
            return lost(self._stages[stay.rank : stay.before_rank], evidence, stay.broke)
        fact = None
        if stay.move == LADDER:
            fact = self._fact
        elif override is not None and stay.move == OVERRIDE:
            fact = override.set
        elif override is not None and stay.move == OVERRIDE_END:
            fact = override.withdrawn or override.set
        return () if fact is None else (fact,)


def measured(criterion: Criterion) -> list[Measured]:
    """The measures of a criterion, from left to right."""
    return [
        Measured(leaf, leaf.measure, leaf.whole_or_none("at_least") or 1, compiled(leaf).counted)
        for _, leaf in leaves(criterion)
    ]


def reached(criteria: Sequence[Sequence[Measured]], evidence: PersonEvidence, after: int) -> Sequence[int]:
    """For each measure of criteria that hold from `after` on: the latest facts that make up what it needs."""
    return _each_once(_enough(each, evidence, after + 1) for measures in criteria for each in measures)


def lost(criteria: Sequence[Sequence[Measured]], evidence: PersonEvidence, broke: int) -> Sequence[int]:
    """Of criteria that held at `broke` for the last time: the facts that no longer counted after it."""
    return _each_once(_ended(each, evidence, broke) for measures in criteria for each in measures)


def _each_once(found: Iterable[Sequence[int]]) -> list[int]:
    return sorted({fact for facts in found for fact in facts})


def _enough(measure: Measured, evidence: PersonEvidence, at: int) -> Sequence[int]:
    counted = measure.counted(evidence, at)
    if len(counted) < measure.needed:
        return ()
    if measure.name in OF_DIFFERENT:
        return _of_different(measure.name, counted, measure.needed, evidence)
    return counted[-measure.needed :]


def _of_different(measure: str, counted: Sequence[int], needed: int, evidence: PersonEvidence) -> list[int]:
    """The latest fact of each of the latest people or months, as many as needed; of partners one each way."""
    wanted = set(counted)
    chosen: dict[int, dict[bool, int]] = {}
    for at, fact, code, other in reversed(evidence.rows):
        if fact not in wanted:
            continue
        key = month_of(moment(at)) if measure == "months" else other
        if key in chosen:
            if measure == "partners":
                chosen[key].setdefault(code < 0, fact)
        elif len(chosen) < needed:
            chosen[key] = {code < 0: fact}
        elif measure != "partners":
            break
    return [fact for facts in chosen.values() for fact in facts.values()]


def _ended(measure: Measured, evidence: PersonEvidence, broke: int) -> Sequence[int]:
    before = measure.counted(evidence, broke)
    if not before:
        return ()
    still = set(measure.counted(evidence, broke + 1))
    return [fact for fact in before if fact not in still]

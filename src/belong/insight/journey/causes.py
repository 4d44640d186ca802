"""Which facts made somebody move: read from the same evidence that the move was worked out from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from belong.ground.kernel.public import month_of
from belong.ground.segments.public import Criterion, PersonEvidence, compiled, leaves, moment
from belong.insight.journey.ladders import Understood
from belong.insight.journey.rules import DOWN, LADDER, OVERRIDE, OVERRIDE_END, START, UP, Stay

OF_DIFFERENT = ("helped", "months", "partners")
"""Measures that count people or months, not facts."""


@dataclass(frozen=True, slots=True)
class OverrideFacts:
    """The facts by which hosts set an override and, where they did, took it back."""

    set: int | None
    withdrawn: int | None


@dataclass(frozen=True, slots=True)
class _Measured:
    """One measure of a stage, ready to be asked which facts it counts."""

    name: str
    needed: int
    counted: Callable[[PersonEvidence, int], list[int]]


class Causes:
    """The causes of moves on one ladder."""

    def __init__(self, ladder: Understood) -> None:
        self._fact = ladder.fact
        self._stages = [_measured(criterion) for criterion in ladder.criteria]

    def of(self, stay: Stay, evidence: PersonEvidence | None, override: OverrideFacts | None) -> Sequence[int]:
        """The ids of the facts behind a move, each once, sorted.

        Up: for each measure of the stages newly reached, the latest facts that make up what it needs. Down: the facts
        whose window ended when the evidence last supported the stage left. A new ladder, an override: the host's fact.
        """
        if stay.move in (START, UP) and evidence is not None:
            reached = self._stages[0 if stay.move == START else stay.before_rank : stay.rank]
            return _each_once(_enough(each, evidence, stay.after + 1) for stage in reached for each in stage)
        if stay.move == DOWN and evidence is not None and stay.broke is not None:
            broke, lost = stay.broke, self._stages[stay.rank : stay.before_rank]
            return _each_once(_ended(each, evidence, broke) for stage in lost for each in stage)
        fact = None
        if stay.move == LADDER:
            fact = self._fact
        elif override is not None and stay.move == OVERRIDE:
            fact = override.set
        elif override is not None and stay.move == OVERRIDE_END:
            fact = override.withdrawn or override.set
        return () if fact is None else (fact,)


def _measured(criterion: Criterion) -> list[_Measured]:
    return [
        _Measured(leaf.measure, leaf.whole_or_none("at_least") or 1, compiled(leaf).counted)
        for _, leaf in leaves(criterion)
    ]


def _each_once(found: Iterable[Sequence[int]]) -> list[int]:
    return sorted({fact for facts in found for fact in facts})


def _enough(measure: _Measured, evidence: PersonEvidence, at: int) -> Sequence[int]:
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


def _ended(measure: _Measured, evidence: PersonEvidence, broke: int) -> Sequence[int]:
    before = measure.counted(evidence, broke)
    if not before:
        return ()
    still = set(measure.counted(evidence, broke + 1))
    return [fact for fact in before if fact not in still]

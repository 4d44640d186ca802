"""The pure evaluator: a criterion compiled once, and asked of one life after another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from belong.ground.kernel.public import organisation_zone
from belong.ground.segments.criterion import All, Criterion, Leaf, Not, leaves
from belong.ground.segments.intervals import Interval, both, holds, merged, outside
from belong.ground.segments.life import PersonEvidence, Reading
from belong.ground.segments.registry import measure_of

Truth = Callable[[PersonEvidence], list[Interval]]
Counted = Callable[[PersonEvidence, int], list[int]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A criterion ready for many lives."""

    criterion: Criterion
    truth: Truth
    """When it is true: intervals (after, until], sorted, disjoint, maximal; microseconds since 1970 UTC."""
    counted: Counted
    """The ids of the facts that its measures count at an instant, sorted. What stands under a `not` counts nothing."""


def compiled(criterion: Criterion) -> Compiled:
    """The criterion compiled for the organisation's present time zone; kept for the next time."""
    return _compiled(criterion, organisation_zone().key)


def truth(criterion: Criterion, evidence: PersonEvidence) -> list[Interval]:
    """When the criterion is true for the person, over their whole life; see `Compiled.truth`."""
    return compiled(criterion).truth(evidence)


def readings(criteria: Iterable[Criterion]) -> frozenset[Reading]:
    """What evidence must hold for these criteria."""
    return frozenset(
        reading
        for criterion in criteria
        for _, leaf in leaves(criterion)
        for reading in measure_of(leaf.measure).readings(leaf)
    )


@lru_cache(maxsize=256)
def _compiled(criterion: Criterion, zone: str) -> Compiled:
    return Compiled(criterion, _truth(criterion), _counted(criterion))


def _truth(criterion: Criterion) -> Truth:
    if isinstance(criterion, Leaf):
        return measure_of(criterion.measure).intervals(criterion)
    if isinstance(criterion, Not):
        inner = _truth(criterion.clause)
        return lambda evidence: outside(inner(evidence))
    parts = [_truth(clause) for clause in criterion.clauses]
    if len(parts) == 1:
        return parts[0]
    return _every(parts) if isinstance(criterion, All) else _some(parts)


def _every(parts: list[Truth]) -> Truth:
    first, *others = parts

    def every(evidence: PersonEvidence) -> list[Interval]:
        found = first(evidence)
        for part in others:
            if not found:
                break
            found = both(found, part(evidence))
        return found

    return every


def _some(parts: list[Truth]) -> Truth:
    def some(evidence: PersonEvidence) -> list[Interval]:
        return merged([interval for part in parts for interval in part(evidence)])

    return some


def _counted(criterion: Criterion) -> Counted:
    if isinstance(criterion, Leaf):
        return measure_of(criterion.measure).counted(criterion)
    if isinstance(criterion, Not):
        return lambda evidence, at: []
    parts = [(_truth(clause), _counted(clause)) for clause in criterion.clauses]
    every = isinstance(criterion, All)

    def counted(evidence: PersonEvidence, at: int) -> list[int]:
        found: set[int] = set()
        for true_when, count in parts:
            if every or holds(true_when(evidence), at):
                found.update(count(evidence, at))
        return sorted(found)

    return counted

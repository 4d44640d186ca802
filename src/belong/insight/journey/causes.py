"""Which facts made somebody move: read from the same evidence that the move was worked out from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from belong.ground.kernel.public import month_of
from belong.ground.segments.public import Criterion, Leaf, PersonEvidence, compiled, leaves, moment
from belong.insight.journey.ladders import Understood
from belong.insight.journey.rules import DOWN, LADDER, OVERRIDE, OVERRIDE_END, START, UP, Stay


@dataclass(frozen=True, slots=True)
class OverrideFacts:
    """The facts by which hosts set an override and, where they did, took it back."""

    set: int | None
    withdrawn: int | None


def cause_of(
    stay: Stay, ladder: Understood, evidence: PersonEvidence | None, override: OverrideFacts | None
) -> list[int]:
    """The ids of the facts behind a move, each once, sorted.

    Up: for each measure of the stages newly reached, the latest facts that make up what it needs. Down: the facts whose
    window ended when the evidence last supported the stage left. A new ladder, an override: the host's own fact.
    """
    if stay.move in (START, UP) and evidence is not None:
        reached = ladder.criteria[0 if stay.move == START else stay.before_rank : stay.rank]
        return _each_once(_enough(leaf, evidence, stay.after + 1) for leaf in _measures(reached))
    if stay.move == DOWN and evidence is not None and stay.broke is not None:
        lost = ladder.criteria[stay.rank : stay.before_rank]
        return _each_once(_ended(leaf, evidence, stay.broke) for leaf in _measures(lost))
    fact = None
    if stay.move == LADDER:
        fact = ladder.fact
    elif override is not None and stay.move == OVERRIDE:
        fact = override.set
    elif override is not None and stay.move == OVERRIDE_END:
        fact = override.withdrawn or override.set
    return [] if fact is None else [fact]


def _measures(criteria: Iterable[Criterion]) -> Iterator[Leaf]:
    return (leaf for criterion in criteria for _, leaf in leaves(criterion))


def _each_once(found: Iterable[Sequence[int]]) -> list[int]:
    return sorted({fact for facts in found for fact in facts})


def _enough(leaf: Leaf, evidence: PersonEvidence, at: int) -> Sequence[int]:
    counted = compiled(leaf).counted(evidence, at)
    needed = leaf.whole_or_none("at_least") or 1
    if len(counted) < needed:
        return ()
    if leaf.measure in ("helped", "months", "partners"):
        return _of_different(leaf.measure, counted, needed, evidence)
    return counted[-needed:]


def _of_different(measure: str, counted: Sequence[int], needed: int, evidence: PersonEvidence) -> list[int]:
    """The latest fact of each of the latest people or months, as many as needed; of partners one each way."""
    wanted = set(counted)
    chosen: dict[int, dict[bool, int]] = {}
    for at, fact, code, other in reversed(evidence.rows):
        if fact not in wanted:
            continue
        key = other
        if measure == "months":
            key = month_of(moment(at))
        if key in chosen:
            if measure == "partners":
                chosen[key].setdefault(code < 0, fact)
        elif len(chosen) < needed:
            chosen[key] = {code < 0: fact}
    return [fact for facts in chosen.values() for fact in facts.values()]


def _ended(leaf: Leaf, evidence: PersonEvidence, broke: int) -> Sequence[int]:
    count = compiled(leaf).counted
    still = set(count(evidence, broke + 1))
    return [fact for fact in count(evidence, broke) if fact not in still]

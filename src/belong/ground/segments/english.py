"""A criterion as an English sentence."""

from collections.abc import Mapping

from belong.ground.segments.criterion import All, Criterion, Leaf, Not, clauses_of
from belong.ground.segments.measures.base import ONE, PEOPLE, Who
from belong.ground.segments.registry import measure_of

Has = Mapping[str, int | None]
"""How much a person has, by the path of the measure."""


def sentence(criterion: Criterion) -> str:
    """Who meets the criterion: "People who asked, answered or replied in the last 365 days."."""
    return f"People who {phrase(criterion, PEOPLE)}."


def clause_sentence(criterion: Criterion) -> str:
    """What the criterion asks of one person: "Asked, answered or replied in the last 365 days"."""
    text = phrase(criterion, ONE)
    return text[:1].upper() + text[1:]


def phrase(criterion: Criterion, who: Who, negated: bool = False, inside: str = "") -> str:
    """What follows "who". What is not so is said of each measure; brackets stand where the reading would be open."""
    if isinstance(criterion, Leaf):
        return measure_of(criterion.measure).phrase(criterion, who, negated)
    if isinstance(criterion, Not):
        return phrase(criterion.clause, who, not negated, inside)
    if len(criterion.clauses) == 1:
        return phrase(criterion.clauses[0], who, negated, inside)
    word = "and" if isinstance(criterion, All) is not negated else "or"
    parts = [phrase(clause, who, negated, word) for clause in criterion.clauses]
    text = f", {word} ".join(parts)
    return f"({text})" if inside not in ("", word) else text


def missing(criterion: Criterion, has: Has, path: str = "", negated: bool = False) -> str:
    """In words, what would make the criterion true (or, negated, not true); "" where it is so already."""
    if isinstance(criterion, Leaf):
        measure = measure_of(criterion.measure)
        if measure.ok(criterion, has[path]) is not negated:
            return ""
        if negated:
            return f"that it is no longer so: {phrase(criterion, ONE)}"
        return measure.missing(criterion, has[path])
    if isinstance(criterion, Not):
        ((where, clause),) = clauses_of(criterion, path)
        return missing(clause, has, where, not negated)
    parts = [missing(clause, has, where, negated) for where, clause in clauses_of(criterion, path)]
    if isinstance(criterion, All) is not negated:
        return ", and ".join(part for part in parts if part)
    return ", or ".join(parts) if all(parts) else ""

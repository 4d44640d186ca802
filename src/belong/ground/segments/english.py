"""A criterion as a sentence in the reader's language, of which the English one stands in the code."""

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext

from belong.ground.segments.criterion import All, Criterion, Leaf, Not, clauses_of
from belong.ground.segments.measures.base import ONE, PEOPLE, Who
from belong.ground.segments.measures.facts import either_of, lately
from belong.ground.segments.registry import measure_of

Has = Mapping[str, int | None]
"""How much a person has, by the path of the measure."""


def sentence(criterion: Criterion) -> str:
    """Who meets the criterion: "People who asked, answered or replied in the last 365 days."."""
    return gettext("People who %(what)s.") % {"what": phrase(criterion, PEOPLE)}


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
    days = _same_window(criterion.clauses)
    clauses = criterion.clauses if days is None else tuple(_without_window(clause) for clause in criterion.clauses)
    parts = _named_once(clauses, [phrase(clause, who, negated, word) for clause in clauses])
    text = (gettext(", and ") if word == "and" else gettext(", or ")).join(dict.fromkeys(parts))
    if days is not None:
        text = who.choose(
            pgettext("people who", "%(window)s %(what)s"), pgettext("somebody", "%(window)s %(what)s")
        ) % {"window": lately(days).strip(), "what": text}
    return f"({text})" if inside not in ("", word) or (inside and days is not None) else text


def _leaf(clause: Criterion) -> Leaf | None:
    """The measure that the clause is, or that it denies."""
    inner = clause.clause if isinstance(clause, Not) else clause
    return inner if isinstance(inner, Leaf) else None


def _same_window(clauses: tuple[Criterion, ...]) -> int | None:
    """The last so many days, where every measure is about the same: then they are said once, in front."""
    first = [leaf for clause in clauses if (leaf := _leaf(clause)) is not None]
    found = {leaf.whole_or_none("days") for leaf in first}
    # combinations say their own windows, behind
    in_front = all(_leaf(clause) is not None for clause in clauses[: len(first)])
    return found.pop() if len(found) == 1 and in_front and (len(first) > 1 or len(clauses) == 1) else None


def _without_window(clause: Criterion) -> Criterion:
    if isinstance(clause, Not):
        return Not(_without_window(clause.clause))
    if not isinstance(clause, Leaf):
        return clause
    return Leaf(clause.measure, tuple((name, value) for name, value in clause.values if name != "days"))


def _named_once(clauses: tuple[Criterion, ...], parts: list[str]) -> list[str]:
    """Several kinds that an earlier clause names are "so" and "that way" in a later one."""
    found, known = [], list[str]()
    for clause, part in zip(clauses, parts, strict=True):
        for acts in known:
            part = part.replace(f" ({acts})", gettext(" that way")).replace(acts, pgettext("somebody did it", "did so"))
        found.append(part)
        leaf = _leaf(clause)
        chosen = leaf.words("kinds") if leaf is not None else None
        if chosen is not None and len(chosen) > 1 and (acts := either_of(chosen)) in part:
            known.append(acts)
    return found


def missing(criterion: Criterion, has: Has, path: str = "", negated: bool = False) -> str:
    """In words, what would make the criterion true (or, negated, not true); "" where it is so already."""
    if isinstance(criterion, Leaf):
        measure = measure_of(criterion.measure)
        if measure.ok(criterion, has[path]) is not negated:
            return ""
        if negated:
            return gettext("that it is no longer so: %(what)s") % {"what": phrase(criterion, ONE)}
        return measure.missing(criterion, has[path])
    if isinstance(criterion, Not):
        ((where, clause),) = clauses_of(criterion, path)
        return missing(clause, has, where, not negated)
    clauses = clauses_of(criterion, path)
    measures = all(_leaf(clause) is not None for _, clause in clauses)
    days = _same_window(tuple(clause for _, clause in clauses)) if measures else None
    if days is not None:
        clauses = [(where, _without_window(clause)) for where, clause in clauses]
    parts = [missing(clause, has, where, negated) for where, clause in clauses]
    every = isinstance(criterion, All) is not negated
    lacking = [part for part in dict.fromkeys(parts) if part] if every or all(parts) else []
    text = (gettext(", and ") if every else gettext(", or ")).join(lacking)
    comma = "," if len(lacking) > 1 and days is not None else ""
    return f"{text}{comma}{lately(days)}" if lacking else ""

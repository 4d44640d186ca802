"""What a criterion is once it has been understood: a tree of clauses that can be compared, hashed and kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

Value = str | int | bool | tuple[str, ...]


class CriterionError(ValueError):
    """A criterion was refused. `path` names the clause (`all[1].at_least`), `message` says what it must be."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path or _('the criterion')}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Leaf:
    """One measure with what was asked of it, in the order of the measure's fields; what was left out is not there."""

    measure: str
    values: tuple[tuple[str, Value], ...] = ()

    def get(self, name: str) -> Value | None:
        return dict(self.values).get(name)

    def whole(self, name: str) -> int:
        value = self.whole_or_none(name)
        if value is None:
            raise KeyError(f"{self.measure} was given no {name}")
        return value

    def whole_or_none(self, name: str) -> int | None:
        value = self.get(name)
        return value if isinstance(value, int) else None

    def text(self, name: str) -> str:
        value = self.text_or_none(name)
        if value is None:
            raise KeyError(f"{self.measure} was given no {name}")
        return value

    def text_or_none(self, name: str) -> str | None:
        value = self.get(name)
        return value if isinstance(value, str) else None

    def flag(self, name: str) -> bool:
        return self.get(name) is True

    def words(self, name: str) -> tuple[str, ...] | None:
        value = self.get(name)
        return value if isinstance(value, tuple) else None


@dataclass(frozen=True, slots=True)
class All:
    clauses: tuple["Criterion", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    clauses: tuple["Criterion", ...]


@dataclass(frozen=True, slots=True)
class Not:
    clause: "Criterion"


Criterion = All | AnyOf | Not | Leaf


def clauses_of(criterion: Criterion, path: str = "") -> list[tuple[str, Criterion]]:
    """The clauses of a combination, each with its path; a measure has none."""
    if isinstance(criterion, Leaf):
        return []
    dot = f"{path}." if path else ""
    if isinstance(criterion, Not):
        return [(f"{dot}not", criterion.clause)]
    key = "all" if isinstance(criterion, All) else "any"
    return [(f"{dot}{key}[{place}]", clause) for place, clause in enumerate(criterion.clauses)]


def leaves(criterion: Criterion, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """Every measure that the criterion asks for, with its path, from left to right."""
    if isinstance(criterion, Leaf):
        yield path, criterion
    for where, clause in clauses_of(criterion, path):
        yield from leaves(clause, where)


def dump(criterion: Criterion) -> dict[str, object]:
    """The criterion as JSON, in its normal form: `parse(dump(criterion)) == criterion`."""
    if isinstance(criterion, Leaf):
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in criterion.values}
        return {"measure": criterion.measure, **values}
    if isinstance(criterion, Not):
        return {"not": dump(criterion.clause)}
    key = "all" if isinstance(criterion, All) else "any"
    return {key: [dump(clause) for clause in criterion.clauses]}

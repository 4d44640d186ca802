"""Pieces of SQL that carry their parameters."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with `%s` for each of its parameters, in order. Values never stand in the text."""

    text: str
    params: tuple[Any, ...] = ()

    def __add__(self, other: "Sql | str") -> "Sql":
        if isinstance(other, str):
            return Sql(self.text + other, self.params)
        return Sql(self.text + other.text, self.params + other.params)

    def __radd__(self, text: str) -> "Sql":
        return Sql(text + self.text, self.params)


def joined(separator: str, pieces: list[Sql]) -> Sql:
    return Sql(separator.join(piece.text for piece in pieces), tuple(p for piece in pieces for p in piece.params))

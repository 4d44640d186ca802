"""What a row of the table of addresses says."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """`name` of the address, method, path with the cast's names, and the answers in the order of `ROLES`."""

    name: str
    method: str
    path: str
    answers: str
    data: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

"""The house as the tests of its rules see it: rooms, modules and what they import."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
STOREYS = ("ground", "community", "insight", "reach", "care", "doors", "config")
"""From the bottom to the top."""

GROUND = ("kernel", "ledger", "people", "settings", "tags", "groups", "arrivals", "touches", "segments")
"""The order inside the lowest storey, from the bottom to the top."""

REACH = ("gate", "notifications")
"""The order inside the storey of words that go out, from the bottom to the top."""


@dataclass(frozen=True)
class Import:
    """One import statement: the module that holds it, its line, and the dotted name that it fetches."""

    module: str
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the product with its file; tests inside rooms are left out."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if "tests" in parts or "migrations" in parts:
            continue
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports() -> Iterator[Import]:
    """Every import of a part of the house, also those inside functions and under TYPE_CHECKING."""
    for module, path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name.startswith("belong."):
                        yield Import(module, node.lineno, alias.name)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}:{node.lineno} uses a relative import"
                if node.module and node.module.split(".")[0] == "belong":
                    for alias in node.names:
                        yield Import(module, node.lineno, f"{node.module}.{alias.name}")


def room_of(module: str) -> tuple[str, ...]:
    """`("ground", "ledger")` of `belong.ground.ledger.facts.people`; doors count by area."""
    parts = module.split(".")[1:]
    return tuple(parts[:1]) if parts[0] == "config" else tuple(parts[:2])

"""The page `docs/facts.md`, written from the catalogue: `python -m belong.ground.ledger.catalogue_page`."""

from itertools import groupby
from pathlib import Path

from belong.ground.ledger import facts as _every_area  # noqa: F401  (importing it fills the catalogue)
from belong.ground.ledger.facts.base import Kind, Party, catalogue, payload_fields

HEAD = """# Facts

Every kind of fact that the ledger knows, written from its catalogue (`src/belong/ground/ledger/facts`). Criteria and
reports name a kind by its word. C: a contribution, K: an acknowledgement, A: an activity, B: may begin a relation
between two people. Every kind is of version 1 unless it says otherwise.
"""


def catalogue_page() -> str:
    """The whole page."""
    areas = groupby(catalogue().values(), key=lambda kind: kind.kind.split(".")[0])
    return "\n".join([HEAD, *(_area(name, list(kinds)) for name, kinds in areas)])


def _area(name: str, kinds: list[Kind]) -> str:
    head = [
        f"## {name.capitalize()}",
        "",
        "| kind | word | | what it means | gives → receives | payload | an erased person |",
    ]
    return "\n".join([*head, "|---|---|---|---|---|---|---|", *map(_row, kinds), ""])


def _row(kind: Kind) -> str:
    marks = "".join(
        mark
        for mark, has in (
            ("C", kind.contribution),
            ("K", kind.acknowledgement),
            ("A", kind.activity),
            ("B", kind.begins),
        )
        if has
    )
    version = "" if kind.version == 1 else f" v{kind.version}"
    payload = ", ".join(f"`{name}`" for name in payload_fields(kind))
    meaning = " ".join((kind.__doc__ or "").split())
    cells = (f"`{kind.kind}`{version}", f"`{kind.word}`", marks, meaning, _flow(kind), payload, str(kind.forgets.value))
    return f"| {' | '.join(cells)} |"


def _flow(kind: Kind) -> str:
    if kind.gives is Party.NOBODY and kind.receives is Party.NOBODY:
        return ""
    return f"{kind.gives.value} → {kind.receives.value}"


if __name__ == "__main__":
    Path("docs/facts.md").write_text(catalogue_page())

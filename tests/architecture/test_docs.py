"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.house import SOURCE

ROOT = SOURCE.parent
DOCUMENTS = [
    path for place in (ROOT, ROOT / "docs", SOURCE) for path in place.rglob("*.md") if ".venv" not in path.parts
]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)")


@pytest.mark.parametrize("document", sorted(set(DOCUMENTS)), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    wrong = [
        target
        for target in LINK.findall(document.read_text())
        if not re.match(r"[a-z]+:", target) and not (document.parent / target).exists()
    ]
    assert wrong == []


def test_every_room_tells_of_itself() -> None:
    rooms = [path.parent for path in SOURCE.glob("belong/*/*/__init__.py") if path.parts[-3] != "config"]
    missing = [str(room.relative_to(SOURCE)) for room in rooms if not (room / "README.md").exists()]
    long = [
        str(room.relative_to(SOURCE))
        for room in rooms
        if (room / "README.md").exists() and len((room / "README.md").read_text().splitlines()) > 60
    ]
    assert (missing, long) == ([], [])

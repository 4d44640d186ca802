"""Every variable that Belong reads is documented, and no other."""

import re
from pathlib import Path

from tests.architecture.house import modules

OPERATIONS = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
VARIABLE = r"BELONG_[A-Z_]+|PORT|PG_BIN|DATABASE_URL"
INTERNAL = {"BELONG_PARENT", "BELONG_SOCKET", "BELONG_HERE", "BELONG_DEMO"}  # a supervisor tells its children by them


def test_the_settings_are_those_that_are_read() -> None:
    read = {name for _, path in modules() for name in re.findall(rf'"({VARIABLE})"', path.read_text())}
    rows = [line.split("|")[1] for line in OPERATIONS.read_text().splitlines() if line.startswith("| `")]
    documented = {name for cell in rows for name in re.findall(rf"`({VARIABLE})`", cell)}
    assert documented == read - INTERNAL

"""The demo association: the Friends of Kestrel Mill, a fiction, as an archive in Belong's own format.

The same seed and the same last day give the same bytes.
"""

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from belong.doors.imports.demo.association import association
from belong.doors.imports.demo.cast import GROUPS
from belong.doors.imports.demo.crowd import DAYS
from belong.ground.kernel.public import day_of, now

SOURCE = "kestrel-mill"
NAME = "Friends of Kestrel Mill"
OPEN_GROUPS = tuple(circle.name for circle in GROUPS if circle.audience == "public")
"""An archive opens no group to the public; whoever shows the demo opens these, as a host would."""


def write_demo(file: Path, *, seed: int = 1, last_day: date | None = None) -> None:
    """Write the association to `file`: three years that end with `last_day` (yesterday)."""
    day = last_day or day_of(now()) - timedelta(days=1)
    end = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    lines = association(random.Random(seed), end - timedelta(days=DAYS), end)  # noqa: S311 - a story, not a secret
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for line in (
            {"record": "archive", "format": "belong-archive", "version": 1, "source": SOURCE, "name": NAME},
            *lines,
            {"record": "end", "records": len(lines)},
        ):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")

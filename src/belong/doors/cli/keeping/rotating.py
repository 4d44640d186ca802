"""Backups one after another in a folder: when the next is due, and which of the old ones are kept."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

NAME = re.compile(r"belong-(\d{4}-\d{2}-\d{2}T\d{6})Z\.belong")
FORM = "%Y-%m-%dT%H%M%S"
FOLDER = "BELONG_BACKUPS"
EACH = timedelta(days=1)
LATE = timedelta(hours=30)


@dataclass(frozen=True, slots=True)
class Keep:
    """How many are kept: the newest of so many days, of so many weeks and of so many months that have one."""

    days: int = 7
    weeks: int = 5
    months: int = 12


KEEP = Keep()
"""Where nothing else is said."""


def name_of(at: datetime) -> str:
    """The file of a backup made at `at`; its day can be read in it."""
    return f"belong-{at.astimezone(UTC):{FORM}}Z.belong"


def made_in(folder: Path) -> dict[datetime, Path]:
    """The backups that were put into a folder under such names, the oldest first; other files are none of ours."""
    found = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if match := NAME.fullmatch(path.name):
            found[datetime.strptime(match[1], FORM).replace(tzinfo=UTC)] = path
    return found


def kept(made: Iterable[datetime], keep: Keep) -> set[datetime]:
    """Those that stay: the newest one always, and of each of the latest days, weeks and months the newest."""
    newest_first = sorted(made, reverse=True)
    found = set(newest_first[:1])
    for many, period in ((keep.days, _day), (keep.weeks, _week), (keep.months, _month)):
        newest: dict[tuple[int, ...], datetime] = {}
        for at in newest_first:
            newest.setdefault(period(at), at)
        found.update(list(newest.values())[:many])
    return found


def _day(at: datetime) -> tuple[int, ...]:
    return at.year, at.month, at.day


def _week(at: datetime) -> tuple[int, ...]:
    return at.isocalendar()[:2]


def _month(at: datetime) -> tuple[int, ...]:
    return at.year, at.month


def remove_old(folder: Path, keep: Keep) -> list[Path]:
    """Remove what is not kept any more; the files removed."""
    made = made_in(folder)
    staying = kept(made, keep)
    gone = [path for at, path in made.items() if at not in staying]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def scheduled_folder() -> Path | None:
    """Where the backups go that `belong serve` makes by itself; None where it makes none."""
    given = os.environ.get(FOLDER, "").strip()
    return Path(given).expanduser().resolve() if given else None


def is_due(folder: Path, at: datetime) -> bool:
    """Whether a day has gone by since the last one, to a minute: they shall not wander through the day."""
    made = made_in(folder)
    return not made or at - max(made) >= EACH - timedelta(minutes=1)

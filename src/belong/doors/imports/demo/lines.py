"""The records of the archive as they are written."""

from datetime import UTC, datetime
from typing import Any

Line = dict[str, Any]


def iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

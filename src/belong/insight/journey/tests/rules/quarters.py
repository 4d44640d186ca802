"""Instants and the quarters that they lie in."""

from bisect import bisect_left
from datetime import UTC, datetime

from belong.ground.segments.public import FOR_EVER

SINCE = -(2**63)


PATIENCE = 30 * 24 * 3600 * 1_000_000


QUARTERS = [
    int(datetime(year, month, 1, tzinfo=UTC).timestamp()) * 1_000_000
    for year in range(1999, 2006)
    for month in (1, 4, 7, 10)
]


def at(text: str, microsecond: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000 + microsecond


def quarter_from(instant: int) -> int:
    place = bisect_left(QUARTERS, instant)
    return QUARTERS[place] if place < len(QUARTERS) else FOR_EVER

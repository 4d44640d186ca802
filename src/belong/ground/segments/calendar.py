"""Calendar months of many instants, quickly."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from belong.ground.kernel.public import month_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200
FARTHEST = 48 * 3_600_000_000
"""No zone's month begins farther from UTC's than this; nearer to it the clock is asked."""


def instant(at: datetime) -> int:
    """Microseconds since 1970 UTC."""
    return (at - EPOCH) // MICROSECOND


def moment(at: int) -> datetime:
    """The aware datetime of an instant."""
    return EPOCH + timedelta(microseconds=at)


Months = Callable[[Sequence[int]], list[int]]


@lru_cache(maxsize=8)
def months_in(zone: str) -> Months:
    """A function that gives each instant its calendar month in the organisation's zone, which is `zone` now.

    Months are numbered in order; equal numbers are equal months.
    """
    margin = 0 if zone == "UTC" else FARTHEST
    edges: list[int] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for number in range(1, 13):
            start = instant(datetime(year, number, 1, tzinfo=UTC))
            edges += (start - margin, start + margin)
    last = len(edges)

    def month(at: int) -> int:
        place = bisect_right(edges, at)
        if place & 1 or not 0 < place < last:
            return month_of(moment(at))
        return FIRST_YEAR * 12 + place // 2 - 1

    def months(times: Sequence[int]) -> list[int]:
        return [month(at) for at in times]

    return months

"""The starts of the organisation's quarters, as instants."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from belong.ground.kernel.public import organisation_zone, quarter_starts
from belong.ground.segments.public import FOR_EVER, instant, moment

FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=183)


def moment_or_none(at: int) -> datetime | None:
    """The aware datetime of an instant; None for no end, and beyond the calendar's."""
    if at == FOR_EVER:
        return None
    try:
        return moment(at)
    except OverflowError:
        return None


def quarter_from() -> Callable[[int], int]:
    """A function that gives the first start of a quarter, in the organisation's zone, at or after an instant."""
    return _quarters(organisation_zone().key)


@lru_cache(maxsize=8)
def _quarters(zone: str) -> Callable[[int], int]:
    starts = [instant(start) for start in quarter_starts(FIRST, LAST)]
    first, last = starts[0], starts[-1]

    def from_instant(at: int) -> int:
        if first < at <= last:
            return starts[bisect_left(starts, at)]
        before = moment_or_none(at - 1)
        try:
            return FOR_EVER if before is None else instant(next(quarter_starts(before, before + HALF_A_YEAR)))
        except (OverflowError, ValueError):
            return FOR_EVER

    return from_instant

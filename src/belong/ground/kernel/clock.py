"""The one clock of the house: instants are aware and in UTC, days and months are the organisation's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from belong.ground.kernel.community import community

_frozen: ContextVar[datetime | None] = ContextVar("belong_clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Inside the block `now()` is `at` (aware). Blocks nest; for tests and for building a past."""
    if at.tzinfo is None:
        raise ValueError("the clock stands at an aware instant only")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def organisation_zone() -> ZoneInfo:
    """The time zone in which the organisation counts days, months and quarters."""
    return _zone(community().time_zone)


@lru_cache(maxsize=32)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def start_of_day(day: date) -> datetime:
    """The instant, in UTC, at which `day` begins in the organisation's zone."""
    return datetime.combine(day, time.min, organisation_zone()).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The instant, in UTC, at which `day` ends: the start of the next one. "As of `day`" means this instant."""
    return start_of_day(day + timedelta(days=1))


def day_of(at: datetime) -> date:
    """The organisation's calendar day that holds the instant `at`."""
    return at.astimezone(organisation_zone()).date()


def month_of(at: datetime) -> int:
    """The organisation's calendar month that holds `at`, numbered `year * 12 + month - 1`."""
    day = day_of(at)
    return day.year * 12 + day.month - 1


def quarter_starts(after: datetime, until: datetime) -> Iterator[datetime]:
    """The instants in `(after, until]` at which a calendar quarter begins in the organisation's zone, in order."""
    day = day_of(after)
    quarter = day.year * 4 + (day.month - 1) // 3
    while True:
        start = start_of_day(date(quarter // 4, quarter % 4 * 3 + 1, 1))
        if start > until:
            return
        if start > after:
            yield start
        quarter += 1

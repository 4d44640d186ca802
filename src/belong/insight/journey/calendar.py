"""The organisation's quarters."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from belong.ground.kernel.public import day_of, organisation_zone, quarter_starts, start_of_day
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


def last_day(until: datetime) -> date:
    """The last day on which something is so that is so up to and including an instant."""
    return day_of(until - timedelta(microseconds=1))


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


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter in the organisation's zone; `number` counts from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The one that the day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def read(cls, text: str) -> "Quarter | None":
        """The quarter written as `2016-2`; None for anything else, and before 1900 or after 2199."""
        year, dash, number = text.partition("-")
        if not (dash and text.isascii() and year.isdigit() and number in {"1", "2", "3", "4"} and len(year) == 4):
            return None
        return cls(int(year), int(number)) if FIRST.year <= int(year) < LAST.year else None

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    def step(self, by: int) -> "Quarter":
        """So many quarters later, or earlier."""
        place = self.year * 4 + self.number - 1 + by
        return Quarter(place // 4, place % 4 + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def begins(self) -> datetime:
        """Where somebody stood at its start is where they stood at this instant."""
        return start_of_day(self.first_day)

    @property
    def ends(self) -> datetime:
        return self.step(1).begins

    def begun_at(self, at: datetime) -> bool:
        return self.first_day <= day_of(at)

"""The definitions of the health figures that need no table: periods, months, the hours of a week, who may be missed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

HOURS_OF_WEEK = 168
MONTH = timedelta(days=30)
YEAR = timedelta(days=365)
AGAIN = timedelta(days=90)
"""How long after joining somebody may take part again to count as somebody who did."""

FIGURES = (
    "people",
    "questions",
    "answers",
    "replies",
    "answered",
    "accepted",
    "unanswered",
    "median_seconds_to_first_answer",
    "p90_seconds_to_first_answer",
    "median_seconds_to_first_response",
    "asked_by_hour_of_week",
    "absence_factor",
    "active_people_30",
    "active_people_365",
)
"""In the order of the report."""

MORE_FIGURES = ("active_people", "contributions", "joined", "joined_again")
"""Those that only pages show: who was active in the period, what was given, who joined and who took part again."""


@dataclass(frozen=True, slots=True)
class Period:
    """[start, end): what happened in it, judged by what was known at its end. `start` None: since the beginning."""

    start: datetime | None
    end: datetime


def absence_factor(contributions: Iterable[int]) -> int:
    """The fewest people who together made at least half of the contributions, from each one's number; 0 where none."""
    ordered = sorted((number for number in contributions if number > 0), reverse=True)
    made, total = 0, sum(ordered)
    for people, number in enumerate(ordered, 1):
        made += number
        if 2 * made >= total:
            return people
    return 0


def month_start(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from that of `first` to that of `last`."""
    month, found = month_start(first), []
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found


def between(pair: Sequence[int], number: int, tenths: int) -> float | None:
    """The percentile of `number` waits in seconds, from the `pair` that it lies between, in microseconds."""
    if not number:
        return None
    rest = tenths * (number - 1) % 10
    return (pair[0] + (pair[-1] - pair[0]) * rest / 10) / 1_000_000


def before(end: datetime, span: timedelta) -> datetime:
    """The instant `span` before `end`; where the calendar has none, its first."""
    first = datetime.min.replace(tzinfo=UTC)
    return end - span if end - first > span else first

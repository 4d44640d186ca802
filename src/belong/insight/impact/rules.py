"""The definitions of the health figures that need no table: periods, the hours of a week, who may be missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

HOURS_OF_WEEK = 168
MONTH = timedelta(days=30)
YEAR = timedelta(days=365)

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

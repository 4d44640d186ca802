from datetime import UTC, date, datetime, timedelta

import pytest

from belong.insight.impact.public import FIGURES
from belong.insight.impact.rules import absence_factor, before, between, months_between


@pytest.mark.parametrize(
    ("contributions", "people"),
    [
        ([], 0),
        ([0, 0], 0),
        ([7], 1),
        ([5, 5], 1),
        ([1, 1, 1], 2),
        ([1, 1, 1, 1], 2),
        ([4, 1, 3, 2], 2),
        ([6, 1, 3, 2], 1),
        ([2, 2, 2, 2, 2, 1], 3),
    ],
)
def test_the_fewest_people_who_made_at_least_half(contributions: list[int], people: int) -> None:
    assert absence_factor(contributions) == people


def test_the_figures_are_those_of_the_report() -> None:
    assert len(set(FIGURES)) == 14


@pytest.mark.parametrize(
    ("values", "tenths", "seconds"),
    [([], 5, None), ([4], 9, 4), ([1, 3], 5, 2), ([1, 2, 3], 5, 2), (list(range(11)), 9, 9), ([0, 10], 9, 9)],
)
def test_a_percentile_lies_between_two_values(values: list[int], tenths: int, seconds: float | None) -> None:
    place = tenths * (len(values) - 1) // 10
    pair = [value * 1_000_000 for value in values[place : place + 2]]
    assert between(pair, len(values), tenths) == seconds


def test_months_go_on_over_the_turn_of_the_year() -> None:
    assert months_between(date(2015, 11, 30), date(2016, 1, 1)) == [
        date(2015, 11, 1),
        date(2015, 12, 1),
        date(2016, 1, 1),
    ]
    assert months_between(date(2016, 1, 1), date(2015, 12, 31)) == []


def test_before_the_calendar_there_is_nothing() -> None:
    first = datetime(1, 1, 2, tzinfo=UTC)
    assert before(first, timedelta(days=30)) == datetime.min.replace(tzinfo=UTC)
    assert before(first, timedelta(hours=6)) == datetime(1, 1, 1, 18, tzinfo=UTC)

from datetime import UTC, date, datetime, timedelta

import pytest

from belong.ground.kernel.public import day_of, end_of_day, frozen, month_of, now, quarter_starts, settled, start_of_day

NOON = datetime(2024, 3, 10, 12, tzinfo=UTC)


def test_the_clock_stands_still_inside_a_frozen_block_and_runs_after_it() -> None:
    with frozen(NOON):
        assert now() == NOON
        with frozen(NOON + timedelta(days=1)):
            assert now() == NOON + timedelta(days=1)
        assert now() == NOON
    assert now() > NOON


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), frozen(datetime(2024, 1, 1)):  # noqa: DTZ001
        raise AssertionError


def test_a_day_ends_where_the_next_begins_in_the_organisations_zone() -> None:
    with settled(time_zone="Europe/Berlin"):
        assert end_of_day(date(2024, 3, 30)) == datetime(2024, 3, 30, 23, tzinfo=UTC)
        assert end_of_day(date(2024, 3, 31)) == datetime(2024, 3, 31, 22, tzinfo=UTC)
        assert start_of_day(date(2024, 3, 31)) == end_of_day(date(2024, 3, 30))


def test_day_and_month_are_those_of_the_organisations_zone() -> None:
    late = datetime(2023, 12, 31, 23, 30, tzinfo=UTC)
    assert (day_of(late), month_of(late)) == (date(2023, 12, 31), 2023 * 12 + 11)
    with settled(time_zone="Europe/Berlin"):
        assert (day_of(late), month_of(late)) == (date(2024, 1, 1), 2024 * 12)


def test_quarters_begin_after_the_first_and_until_the_second_instant() -> None:
    first, second = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 4, 1, tzinfo=UTC)
    assert list(quarter_starts(first, second)) == [second]
    assert list(quarter_starts(first - timedelta(microseconds=1), second)) == [first, second]
    assert list(quarter_starts(second, second + timedelta(days=90))) == []

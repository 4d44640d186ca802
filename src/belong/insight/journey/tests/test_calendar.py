from datetime import UTC, date, datetime, timedelta

import pytest

from belong.ground.kernel.public import settled, start_of_day
from belong.ground.segments.public import FOR_EVER, instant
from belong.insight.journey.calendar import moment_or_none, quarter_from


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/St_Johns"])
@pytest.mark.parametrize("year", [1850, 1900, 1970, 2015, 2199, 2200, 2500])
def test_the_first_start_of_a_quarter_at_or_after_an_instant(zone: str, year: int) -> None:
    with settled(time_zone=zone):
        starts = [instant(start_of_day(date(year, month, 1))) for month in (1, 4, 7, 10)]
        first_of_next = instant(start_of_day(date(year + 1, 1, 1)))
        after = quarter_from()
        assert [after(start) for start in starts] == starts
        assert [after(start + 1) for start in starts] == [*starts[1:], first_of_next]
        assert [after(start - 1) for start in starts] == starts


def test_beyond_the_calendar_there_is_no_quarter() -> None:
    last = instant(datetime.max.replace(tzinfo=UTC))
    assert quarter_from()(last - 1) == FOR_EVER
    assert quarter_from()(last + 10**15) == FOR_EVER
    assert moment_or_none(FOR_EVER) is None
    assert moment_or_none(last + 10**15) is None
    assert moment_or_none(1) == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=1)

"""Months of many instants, quickly, are the months of the clock."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from belong.ground.kernel.public import month_of, settled
from belong.ground.segments.calendar import months_in
from belong.ground.segments.public import instant, moment
from belong.ground.segments.tests.strategies import ZONES, edges, micros

FIRST, LAST = micros(datetime(1, 2, 1, tzinfo=UTC)), micros(datetime(9999, 11, 30, tzinfo=UTC))


@pytest.mark.parametrize("zone", ZONES)
def test_they_are_the_months_of_the_clock(zone: str) -> None:
    months = months_in(zone)
    near_edges = st.builds(lambda at, off: at + off, st.sampled_from(edges(zone)), st.integers(-(2**38), 2**38))

    @settings(max_examples=300, deadline=None)
    @given(at=near_edges | st.integers(FIRST, LAST))
    @example(at=FIRST)
    @example(at=LAST)
    def hold(at: int) -> None:
        assert months([at]) == [month_of(moment(at))]

    with settled(time_zone=zone):
        hold()


def test_a_month_that_began_twice() -> None:
    """On 1 November 2009 St. John's put its clocks back at one minute past midnight, into October."""
    times = [datetime(2009, 11, 1, 2, minute, tzinfo=UTC) for minute in (29, 30, 31)]
    times.append(datetime(2009, 11, 1, 3, 30, tzinfo=UTC))
    october, november = 2009 * 12 + 9, 2009 * 12 + 10
    with settled(time_zone="America/St_Johns"):
        found = months_in("America/St_Johns")([instant(at) for at in times])
    assert found == [october, november, october, november]


@given(at=st.integers(FIRST, LAST))
def test_instants_and_moments_are_the_same(at: int) -> None:
    assert instant(moment(at)) == at

"""Up at once, down at the quarter."""

from collections.abc import Iterator

from belong.ground.segments.public import FOR_EVER
from belong.insight.journey.rules import (
    AT_ONCE,
    DOWN,
    NEVER,
    QUARTER,
    START,
    UP,
    Era,
    Stay,
    rank_at,
    raw_steps,
    stays,
)
from belong.insight.journey.tests.rules.quarters import PATIENCE, SINCE, at, quarter_from


def path(*steps: tuple[int, int], descend: str = QUARTER, keys: str = "abcde") -> list[tuple[int, str, str]]:
    era = Era(SINCE, 1, tuple(keys), descend, list(steps))
    return [(stay.after, stay.stage, stay.move) for stay in stays([era], [], quarter_from)]


def test_the_raw_rank_is_the_height_without_a_gap() -> None:
    begins = 10
    truths = [[(5, FOR_EVER)], [(20, FOR_EVER)], [(0, 40), (60, 80)], [(30, 70)], []]
    assert raw_steps(truths, begins) == [(10, 1), (20, 3), (30, 4), (40, 2), (60, 4), (70, 3), (80, 2)]


def test_a_stage_above_one_that_never_holds_is_not_asked_for() -> None:
    def truths() -> Iterator[list[tuple[int, int]]]:
        yield [(0, FOR_EVER)]
        yield []
        raise AssertionError("asked too far")

    assert raw_steps(truths(), 3) == [(3, 1)]


def test_stages_reached_at_once_are_one_step() -> None:
    assert raw_steps([[(5, FOR_EVER)], [(5, FOR_EVER)], [(9, FOR_EVER)]], 5) == [(5, 2), (9, 3)]


def test_the_rank_at_the_instant_of_the_fact_is_still_the_old_one() -> None:
    assert [rank_at([(5, 1), (9, 3)], each) for each in (5, 6, 9, 10)] == [0, 1, 1, 3]


def test_moving_up_is_immediate_and_moving_down_waits_for_the_quarter() -> None:
    joined, helped, over = at("2000-01-10"), at("2000-02-01"), at("2000-05-05")
    assert path((joined, 2), (helped, 4), (over, 2)) == [
        (joined, "b", START),
        (helped, "d", UP),
        (at("2000-07-01"), "b", DOWN),
    ]


def test_thirty_days_to_the_microsecond() -> None:
    quarter = at("2000-07-01")
    start = at("2000-01-10")
    assert path((start, 2), (quarter - PATIENCE, 1))[1] == (quarter, "a", DOWN)
    assert path((start, 2), (quarter - PATIENCE + 1, 1))[1] == (at("2000-10-01"), "a", DOWN)


def test_an_interruption_begins_the_thirty_days_again() -> None:
    start, fell, back, fell_again = at("2000-01-10"), at("2000-04-20"), at("2000-06-10"), at("2000-06-11")
    assert path((start, 3), (fell, 1), (back, 3), (fell_again, 1)) == [
        (start, "c", START),
        (at("2000-10-01"), "a", DOWN),
    ]


def test_several_stages_are_lost_at_once_to_what_the_evidence_supports_at_the_quarter() -> None:
    start = at("2000-01-10")
    steps = [(start, 5), (at("2000-04-10"), 4), (at("2000-05-10"), 2), (at("2000-06-29"), 3)]
    assert path(*steps)[1] == (at("2000-07-01"), "c", DOWN)


def test_a_descent_that_waits_is_seen_at_the_next_quarter() -> None:
    start = at("2000-01-10")
    assert path((start, 3), (at("2000-03-20"), 1)) == [(start, "c", START), (at("2000-07-01"), "a", DOWN)]


def test_a_fact_at_the_quarters_first_instant_comes_after_the_descent() -> None:
    start, quarter = at("2000-01-10"), at("2000-07-01")
    assert path((start, 4), (at("2000-05-01"), 1), (quarter, 2)) == [(start, "d", START), (quarter, "b", DOWN)]
    assert path((start, 4), (at("2000-05-01"), 1), (quarter, 4)) == [(start, "d", START)]
    assert path((start, 4), (at("2000-05-01"), 1), (quarter, 5)) == [(start, "d", START), (quarter, "e", UP)]


def test_the_ladder_can_be_left_altogether() -> None:
    start, again = at("2000-01-10"), at("2001-02-03")
    assert path((start, 1), (at("2000-05-01"), 0), (again, 1)) == [(start, "a", START), (again, "a", START)]
    era = Era(SINCE, 1, ("a",), QUARTER, [(start, 1), (at("2000-05-01"), 0), (again, 1)])
    assert [(stay.after, stay.until) for stay in stays([era], [], quarter_from)] == [
        (start, at("2000-07-01")),
        (again, FOR_EVER),
    ]


def test_at_once_and_never() -> None:
    start, fell, rose = at("2000-01-10"), at("2000-05-01"), at("2000-08-01")
    steps = [(start, 3), (fell, 1), (rose, 2)]
    assert path(*steps, descend=AT_ONCE) == [(start, "c", START), (fell, "a", DOWN), (rose, "b", UP)]
    assert path(*steps, descend=NEVER) == [(start, "c", START)]


def test_the_stay_before_and_the_break_are_told() -> None:
    start, fell = at("2000-01-10"), at("2000-05-01")
    era = Era(SINCE, 7, tuple("abc"), QUARTER, [(start, 3), (fell, 1)])
    assert stays([era], [], quarter_from) == [
        Stay(start, at("2000-07-01"), 7, "c", 3, START),
        Stay(at("2000-07-01"), FOR_EVER, 7, "a", 1, DOWN, "c", 3, broke=fell),
    ]

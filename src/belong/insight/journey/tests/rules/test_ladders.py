"""Another ladder, and what hosts override."""

from belong.ground.segments.public import FOR_EVER
from belong.insight.journey.rules import (
    DOWN,
    LADDER,
    OVERRIDE,
    OVERRIDE_END,
    QUARTER,
    START,
    UP,
    Era,
    Override,
    Stay,
    stays,
)
from belong.insight.journey.tests.rules.quarters import SINCE, at, quarter_from


def test_a_new_ladder_carries_the_present_stage_by_key() -> None:
    start, change = at("2000-01-10"), at("2000-05-01")
    first = Era(SINCE, 1, ("guest", "friend"), QUARTER, [(start, 2)])
    second = Era(change, 2, ("guest", "regular", "friend"), QUARTER, [(start, 1)])
    told = [(s.after, s.until, s.ladder, s.stage, s.rank, s.move) for s in stays([first, second], [], quarter_from)]
    assert told == [
        (start, change, 1, "friend", 2, START),
        (change, at("2000-07-01"), 2, "friend", 3, LADDER),
        (at("2000-07-01"), FOR_EVER, 2, "guest", 1, DOWN),
    ]


def test_a_new_ladder_without_the_key_begins_with_the_evidence_of_that_moment() -> None:
    start, change = at("2000-01-10"), at("2000-05-01")
    first = Era(SINCE, 1, ("guest", "friend"), QUARTER, [(start, 2)])
    second = Era(change, 2, ("one", "two"), QUARTER, [(start, 1), (at("2000-06-01"), 2)])
    told = [(s.after, s.stage, s.move) for s in stays([first, second], [], quarter_from)]
    assert told == [(start, "friend", START), (change, "one", LADDER), (at("2000-06-01"), "two", UP)]


def test_an_override_is_shown_while_the_evidence_goes_on_underneath() -> None:
    start, rises, begins, ends = at("2000-01-10"), at("2000-03-01"), at("2000-02-01"), at("2000-04-15")
    era = Era(SINCE, 1, tuple("abc"), QUARTER, [(start, 1), (rises, 2)])
    told = stays([era], [Override(9, begins, ends, "c")], quarter_from)
    assert [(s.after, s.until, s.stage, s.move, s.before, s.override) for s in told] == [
        (start, begins, "a", START, "", None),
        (begins, ends, "c", OVERRIDE, "a", 9),
        (ends, FOR_EVER, "b", OVERRIDE_END, "c", 9),
    ]


def test_the_latest_of_two_overrides_is_shown_and_the_first_returns() -> None:
    start = at("2000-01-10")
    era = Era(SINCE, 1, tuple("abc"), QUARTER, [(start, 1)])
    overrides = [Override(1, 100 + start, FOR_EVER, "c"), Override(2, 200 + start, 300 + start, "b")]
    told = [(s.after - start, s.stage, s.move) for s in stays([era], overrides, quarter_from)]
    assert told == [(0, "a", START), (100, "c", OVERRIDE), (200, "b", OVERRIDE), (300, "c", OVERRIDE)]


def test_an_override_to_a_stage_that_the_ladder_lacks_shows_nothing() -> None:
    start = at("2000-01-10")
    era = Era(SINCE, 1, tuple("ab"), QUARTER, [(start, 1)])
    assert stays([era], [Override(1, start + 5, FOR_EVER, "z")], quarter_from) == [
        Stay(start, FOR_EVER, 1, "a", 1, START)
    ]


def test_somebody_without_a_fact_can_be_overridden() -> None:
    era = Era(SINCE, 1, tuple("ab"), QUARTER, [])
    assert stays([era], [Override(1, 50, 90, "b")], quarter_from) == [Stay(50, 90, 1, "b", 2, OVERRIDE, override=1)]

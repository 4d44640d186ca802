"""The rules of the ladder: examples by hand, and a naive evaluator that follows the definition instant by instant."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from belong.ground.segments.public import DAY, FOR_EVER
from belong.insight.journey.rules import (
    AT_ONCE,
    DESCENTS,
    DOWN,
    LADDER,
    NEVER,
    OVERRIDE,
    OVERRIDE_END,
    QUARTER,
    START,
    UP,
    Era,
    Override,
    Stay,
    rank_at,
    raw_steps,
    stays,
)

SINCE = -(2**63)
PATIENCE = 30 * 24 * 3600 * 1_000_000
QUARTERS = [
    int(datetime(year, month, 1, tzinfo=UTC).timestamp()) * 1_000_000
    for year in range(1999, 2006)
    for month in (1, 4, 7, 10)
]


def at(text: str, microsecond: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000 + microsecond


def quarter_from(instant: int) -> int:
    place = bisect_left(QUARTERS, instant)
    return QUARTERS[place] if place < len(QUARTERS) else FOR_EVER


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


# -- against a naive evaluator ----------------------------------------------------------------------------------------

EDGES = sorted(
    {quarter + offset for quarter in QUARTERS[4:16] for offset in (-PATIENCE - 1, -PATIENCE, -PATIENCE + 1, -1, 0, 1)}
    | {quarter + days * DAY for quarter in QUARTERS[4:16] for days in (-50, -20, 10, 29, 40)}
)
instants = st.sampled_from(EDGES)


@st.composite
def steps(draw: st.DrawFn, highest: int) -> list[tuple[int, int]]:
    edges = sorted(draw(st.sets(instants, max_size=8)))
    found: list[tuple[int, int]] = []
    for edge in edges:
        rank = draw(st.integers(0, highest))
        if rank != (found[-1][1] if found else 0):
            found.append((edge, rank))
    return found


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Era], list[Override]]:
    begins = [SINCE, *sorted(draw(st.sets(instants, max_size=2)))]
    eras = []
    for number, after in enumerate(begins):
        keys = draw(st.permutations("abcd"))[: draw(st.integers(1, 4))]
        eras.append(Era(after, number, tuple(keys), draw(st.sampled_from(DESCENTS)), draw(steps(len(keys)))))
    overrides = []
    for number in range(draw(st.integers(0, 2))):
        after = draw(instants)
        until = draw(st.sampled_from([edge for edge in [*EDGES, FOR_EVER] if edge > after]))
        overrides.append(Override(number, after, until, draw(st.sampled_from("abcd"))))
    return eras, overrides


def naive(eras: list[Era], overrides: list[Override], moments: list[int]) -> dict[int, tuple[int, str] | None]:
    """Stage shown at each of `moments`, by walking through every instant at which anything can differ."""

    def era_at(instant: int) -> Era:
        return [era for era in eras if era.after < instant][-1]

    def raw(instant: int) -> int:
        return rank_at(era_at(instant).raw, instant)

    edges = {edge for era in eras for edge, _ in era.raw} | {era.after for era in eras[1:]}
    edges |= set(QUARTERS) | {quarter - PATIENCE for quarter in QUARTERS}
    walk = sorted({instant for edge in edges for instant in (edge, edge + 1)} | set(moments))
    present = 0
    held: dict[int, tuple[int, str] | None] = {}
    last_era = eras[0]
    for place, instant in enumerate(walk):
        era = era_at(instant)
        if instant - 1 in QUARTERS and place and last_era.descend == QUARTER:
            quarter = instant - 1
            key = last_era.keys[present - 1] if present else ""
            window = [each for each in walk if quarter - PATIENCE < each <= quarter]
            below = present and all(
                key in era_at(each).keys and raw(each) < era_at(each).keys.index(key) + 1 for each in window
            )
            if below:
                present = raw(quarter)
        if era is not last_era:
            if present:
                key = last_era.keys[present - 1]
                present = era.keys.index(key) + 1 if key in era.keys else raw(instant)
            last_era = era
        present = raw(instant) if era.descend == AT_ONCE else max(present, raw(instant))
        stage = era.keys[present - 1] if present else None
        for override in sorted(overrides, key=lambda each: (each.after, each.id)):
            if override.after < instant <= override.until and override.key in era.keys:
                stage = override.key
        held[instant] = (era.ladder, stage) if stage else None
    return held


@settings(max_examples=600, deadline=None)
@given(histories())
def test_stays_equal_the_naive_evaluator(history: tuple[list[Era], list[Override]]) -> None:
    eras, overrides = history
    moments = sorted(
        {edge + offset for edge in EDGES for offset in (0, 1)}
        | {edge for each in overrides for edge in (each.after, each.after + 1)}
        | {edge for each in overrides if each.until != FOR_EVER for edge in (each.until, each.until + 1)}
    )
    told = stays(eras, overrides, quarter_from)
    for left, right in pairwise(told):
        assert left.after < left.until <= right.after
        assert right.before == (left.stage if left.until == right.after else "")
    expected = naive(eras, overrides, moments)
    found: dict[int, tuple[int, str] | None] = {}
    place = 0
    for instant in sorted(expected):
        while place < len(told) and told[place].until < instant:
            place += 1
        stay = told[place] if place < len(told) else None
        found[instant] = (stay.ladder, stay.stage) if stay is not None and stay.after < instant else None
    assert found == expected


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4), max_size=4), st.integers(0, 30)
)
def test_raw_steps_equal_the_definition(rows: list[list[tuple[int, int]]], begins: int) -> None:
    truths = []
    for row in rows:
        edge, truth = 0, []
        for gap, length in sorted(row):
            truth.append((edge + gap + 1, edge + gap + 1 + length))
            edge = truth[-1][1]
        truths.append(truth)
    found = raw_steps(truths, begins)
    for instant in range(400):
        rank = 0
        for truth in truths:
            if instant <= begins or not any(after < instant <= until for after, until in truth):
                break
            rank += 1
        assert rank_at(found, instant) == rank
    assert all(left[1] != right[1] for left, right in zip([(0, 0), *found], found, strict=False))

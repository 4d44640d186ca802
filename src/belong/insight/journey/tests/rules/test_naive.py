"""Against a naive evaluator that follows the definition instant by instant."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from belong.ground.segments.public import DAY, FOR_EVER
from belong.insight.journey.rules import (
    AT_ONCE,
    DESCENTS,
    QUARTER,
    Era,
    Override,
    rank_at,
    raw_steps,
    stays,
)
from belong.insight.journey.tests.rules.quarters import PATIENCE, QUARTERS, SINCE, quarter_from

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

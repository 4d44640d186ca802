"""What is drawn is well formed, says what it shows, and takes nothing from its values but their text."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from belong.doors.web.shared.pictures.bands import Band, End, bands
from belong.doors.web.shared.pictures.bars import Bar, bars
from belong.doors.web.shared.pictures.cells import Cell, cells
from belong.doors.web.shared.pictures.columns import Column, columns
from belong.doors.web.shared.pictures.line import Point, line
from belong.doors.web.shared.pictures.scales import ticks, time_ticks, tints
from belong.doors.web.shared.pictures.spark import spark

ODD = """<script>"&'"""
WEEK = [(f"{ODD} {day}", f"d{day}") for day in range(7)]


def parsed(markup: str) -> ElementTree.Element:
    assert "<script" not in markup
    assert " style=" not in markup
    return ElementTree.fromstring(markup)  # noqa: S314 - our own


def of(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [found for found in root.iter() if kind in found.get("class", "").split()]


def test_bars_start_at_zero_and_say_their_amounts() -> None:
    root = parsed(
        bars(ODD, [Bar(ODD, 200, "200 answers", "/a?b=1&c=2"), Bar("b", 50, "50", share=0.5), Bar("c", 0, "0")])
    )
    assert root.get("aria-label") == ODD
    assert [bar.get("width") for bar in of(root, "bars-bar")] == ["100%", "25%", "0%"]
    assert [bar.get("width") for bar in of(root, "bars-marked")] == ["12.5%"]
    assert [value.text for value in of(root, "bars-value")] == ["200 answers", "50", "0"]
    (link,) = root.iter("a")
    assert (link.get("href"), link.text) == ("/a?b=1&c=2", ODD)
    assert len(parsed(bars("none", []))) == 0


def test_a_line_breaks_where_nothing_is_known_and_is_dashed_where_nothing_is_over() -> None:
    points = [
        Point(value, f"{value}", f"{ODD}{place}", name=f"{place}") for place, value in enumerate([4, 8, None, 2, 6])
    ]
    points.append(Point(10, "10", "last", open=True))
    root = parsed(line("trend", ODD, "from 4 to 10", points, say=str))
    assert (root.get("role"), root.get("aria-labelledby"), root.get("aria-describedby")) == (
        "img", "trend-title", "trend-desc",
    )  # fmt: skip
    assert [text.text for text in list(root)[:2]] == [ODD, "from 4 to 10"]
    strokes = of(root, "picture-stroke")
    assert [("picture-open" in stroke.get("class", ""), stroke.get("d", "").count(" ")) for stroke in strokes] == [
        (False, 2), (False, 2), (True, 2),
    ]  # fmt: skip
    assert [text.text for text in of(root, "picture-value")] == ["10"]
    assert [title.text for title in root.iter("title")][1:] == [f"{ODD}{place}" for place in range(5)] + ["last"]


def test_the_scale_of_a_line_starts_at_zero() -> None:
    root = parsed(line("k", "t", "d", [Point(30, "30", "a"), Point(60, "60", "b")], say=str))
    floor = float(of(root, "picture-floor")[0].get("y1", ""))
    low, high = (float(y) for y in re.findall(r" ([\d.]+)", of(root, "picture-stroke")[0].get("d", "")))
    assert floor - high == pytest.approx(2 * (floor - low))


@pytest.mark.parametrize("points", [[], [Point(None, "-", "a")], [Point(0, "0", "a")]])
def test_a_line_of_nothing_is_drawn(points: list[Point]) -> None:
    assert not of(parsed(line("k", "t", "d", points, say=str)), "picture-stroke")


def test_columns_mark_a_part_and_outline_what_is_open() -> None:
    root = parsed(
        columns("k", ODD, "d", [Column(10, ODD, part=5, name="a"), Column(0, "b"), Column(4, "c", open=True)], say=str)
    )
    whole, part, still = of(root, "picture-column")
    assert high(whole) == pytest.approx([2 * high(part)[0]])
    assert (part.get("class"), len(high(still))) == ("picture-column picture-part", 1)
    assert "picture-open" in still.get("class", "")
    assert [title.text for title in root.iter("title")][1:] == [ODD, "c"]


def high(drawn: ElementTree.Element) -> list[float]:
    """How high each column of a shape is."""
    found = re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)h[\d.]+V([\d.]+)z", drawn.get("d", ""))
    assert all(floor == ends for floor, _top, ends in found)
    return [float(floor) - float(top) for floor, top, _ends in found]


@pytest.mark.parametrize(("places", "pointed_at"), [(60, 60), (61, 0)])
def test_what_is_too_narrow_to_be_pointed_at_says_nothing_by_itself(places: int, pointed_at: int) -> None:
    drawn = columns("k", "t", "d", [Column(1, "x") for _ in range(places)], say=str)
    lines = line("k", "t", "d", [Point(1, "1", "x") for _ in range(places)], say=str)
    for root in (parsed(drawn), parsed(lines)):
        assert len(list(root.iter("title"))) == 1 + pointed_at
    assert len(high(of(parsed(drawn), "picture-column")[0])) == places


def test_names_below_a_picture_never_crowd() -> None:
    named = [Column(1, "x", name=f"Month {number}") for number in range(60)]
    root = parsed(columns("k", "t", "d", named, say=str))
    places = [
        float(text.get("x", "%")[:-1])
        for text in of(root, "picture-name")
        if "picture-roomy" not in text.get("class", "")
    ]
    assert 2 <= len(places) <= 5
    assert min(later - earlier for earlier, later in pairwise(places)) >= 100 * 70 / 320


@pytest.mark.parametrize("months", range(13, 320, 7))
def test_years_below_a_long_picture_stand_apart_on_a_phone(months: int) -> None:
    named = [Column(1, "x", name="" if month % 12 else f"{2000 + month // 12}") for month in range(months)]
    ends = -99.0
    for text in of(parsed(columns("k", "t", "d", named, say=str)), "picture-name"):
        if "picture-roomy" not in text.get("class", ""):
            at, wide = float(text.get("x", "%")[:-1]) / 100 * 300, 8 * 4
            begins = at - {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "")] * wide
            assert begins > ends + 4
            ends = begins + wide


@pytest.mark.parametrize("months", range(2, 100, 5))
def test_names_below_a_picture_come_in_even_steps(months: int) -> None:
    named = [Column(1, "x", name=f"m{month:02}") for month in range(months)]
    drawn = of(parsed(columns("k", "t", "d", named, say=str)), "picture-name")
    for some in (drawn, [text for text in drawn if "picture-roomy" not in text.get("class", "")]):
        places = [int((text.text or "m")[1:]) for text in some]
        assert len({later - earlier for earlier, later in pairwise(places)}) <= 1


@pytest.mark.parametrize(("last", "stands"), [(60, "below"), (100, "above"), (2, "above")])
def test_the_last_amount_is_named_where_the_line_does_not_come_down_through_it(last: int, stands: str) -> None:
    values = [20, 150, *[90] * 20, last]
    root = parsed(line("k", "t", "d", [Point(value, f"{value}", "x") for value in values], say=str))
    name, dot = of(root, "picture-value")[-1], of(root, "picture-dot")[-1]
    assert name.text == f"{last}"
    assert ("below" if float(name.get("y", "")) > float(dot.get("cy", "")) else "above") == stands


def test_the_week_has_a_cell_for_each_hour() -> None:
    week = [
        Cell(f"{hour}", f"{ODD}{hour}", hour % 6, under="3 h", href=f"/h?hour={hour}" if hour else "")
        for hour in range(168)
    ]
    root = parsed(cells(ODD, WEEK, week))
    drawn = [cell for cell in root if cell.get("class", "").startswith("tint-")]
    assert len(drawn) == 168
    assert (drawn[0].tag, drawn[1].tag, drawn[1].get("href")) == ("span", "a", "/h?hour=1")
    assert (drawn[167].get("title"), drawn[167].get("class")) == (f"{ODD}167", "tint-5")
    assert [day.get("title") for day in of(root, "cells-day")] == [full for full, _ in WEEK]
    assert [hour.text for hour in of(root, "cells-hour")] == [f"{hour:02}" for hour in range(24)]
    with pytest.raises(ValueError, match="24 hours"):
        cells("t", WEEK, week[1:])


def test_bands_are_as_wide_as_their_people_are_many_and_open_onto_them() -> None:
    left = [End("a", ODD, 30, "/a"), End("b", "Before", 10)]
    right = [End("a", "After", 20), End("b", "Before", 20)]
    flows = [
        Band("a", "a", 20, "20 stayed"),
        Band("a", "b", 10, ODD, "/flow?x=1&y=2", "down"),
        Band("b", "b", 10, "10"),
    ]
    root = parsed(bands("k", "t", "d", left, right, flows))
    assert root.get("role") == "group"
    assert [step.get("height") for step in of(root, "picture-step")] == ["195", "65", "130", "130"]
    (down,) = of(root, "picture-down")
    begin, end = re.match(r"M0 ([\d.]+)C.* 0 ([\d.]+)Z", down.get("d", "")).groups()  # type: ignore[union-attr]
    assert float(end) - float(begin) == pytest.approx(65)
    assert [(link.get("href"), link.get("aria-label")) for link in root.iter("a")] == [
        ("/flow?x=1&y=2", ODD), ("/a", f"{ODD}: 30"),
    ]  # fmt: skip
    assert parsed(bands("k", "t", "d", left[1:], right[1:], [])).get("role") == "img"
    assert parsed(bands("k", "t", "d", [], [], [])) is not None


def test_a_spark_says_what_it_shows() -> None:
    root = parsed(spark(ODD, [1, None, 3, 2]))
    assert (root.get("role"), root.get("aria-label")) == ("img", ODD)
    assert len(of(root, "picture-stroke")) == 1
    assert not of(parsed(spark("nothing", [])), "picture-stroke")
    assert not of(parsed(spark("one", [5])), "picture-stroke")


def test_tints_go_by_place_so_that_one_odd_value_washes_nothing_out() -> None:
    assert tints([0, 1, 2, 3, 4, 1000, None]) == [0, 1, 2, 3, 4, 5, 0]
    assert tints([7, 7, 7]) == [1, 1, 1]
    assert tints([]) == []
    assert tints([None, 0]) == [0, 0]


@pytest.mark.parametrize(
    ("most", "expected"),
    [(0, [0, 1]), (1, [0, 1]), (2, [0, 1, 2]), (9, [0, 5, 10]), (87, [0, 50, 100]), (1200, [0, 500, 1000, 1500])],
)
def test_scales_have_few_round_lines(most: float, expected: list[float]) -> None:
    assert ticks(most) == expected


def test_scales_of_waits_have_lines_at_whole_units() -> None:
    assert time_ticks(5 * 3600) == [0, 2 * 3600, 4 * 3600, 6 * 3600]
    assert time_ticks(3 * 86400) == [0, 86400, 2 * 86400, 3 * 86400]
    assert time_ticks(50) == [0, 20, 40, 60]

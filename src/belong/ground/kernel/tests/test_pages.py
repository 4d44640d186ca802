from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belong.ground.kernel.public import BadCursor, decode_cursor, encode_cursor, page_of

PLACES = st.tuples(
    st.datetimes(timezones=st.just(UTC)),
    st.integers(min_value=-(2**63), max_value=2**63 - 1),
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    st.dates(),
)


@given(PLACES)
def test_a_cursor_gives_back_what_went_in(place: tuple[datetime, int, str, date]) -> None:
    assert decode_cursor(encode_cursor(*place), [datetime, int, str, date]) == list(place)


@given(st.text())
def test_a_strange_cursor_is_refused_and_nothing_else_happens(text: str) -> None:
    with pytest.raises(BadCursor):
        decode_cursor("!" + text, [datetime, int])


@pytest.mark.parametrize(
    "values", [("x", 1), (1,), (True, 1), (2**63, 1), (1, "2020"), (1, 2, 3)], ids=lambda value: repr(value)
)
def test_values_of_another_type_are_refused(values: tuple[str | int, ...]) -> None:
    with pytest.raises(BadCursor):
        decode_cursor(encode_cursor(*values), [int, int])


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(BadCursor):
        decode_cursor(encode_cursor("2020-01-01T00:00:00"), [datetime])


def test_a_page_shows_the_limit_and_knows_where_it_ended() -> None:
    page = page_of([3, 2, 1], 2, lambda number: [number])
    assert (list(page.items), page.next) == ([3, 2], encode_cursor(2))
    assert page_of([3, 2], 2, lambda number: [number]).next is None


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2020-13-01T00:00:00+00:00"])
def test_an_instant_that_no_database_could_compare_is_refused(at: str) -> None:
    with pytest.raises(BadCursor):
        decode_cursor(encode_cursor(at), [datetime])


def test_a_text_that_no_database_could_hold_is_refused() -> None:
    with pytest.raises(BadCursor):
        decode_cursor(encode_cursor("\ud800"), [str])

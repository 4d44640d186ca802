"""Searches over many years: in steps, and as if there were none."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from belong.insight.search import queries
from belong.insight.search.public import NEWEST, Filters, search
from belong.insight.search.tests.place import Place, followed, load

MONTHS = [(year, month) for year in range(2008, 2020) for month in (1, 2, 6, 12)]


@pytest.fixture
def place(clone: str) -> Place:
    made = Place()
    load(
        {
            f"t{year}{month}": f"Quince {'in wooden' if month == 6 else 'wooden in'} press {year}-{month:02}"
            for year, month in MONTHS
        },
        begun={f"t{year}{month}": datetime(year, month, 15, tzinfo=UTC) for year, month in MONTHS},
    )
    followed()
    return made


def found(place: Place, text: str, **filters: Any) -> list[str]:
    """The months of what was found, all pages of it."""
    pages = [search(place.ben, text, Filters(**filters), NEWEST, page).hits for page in (1, 2, 3)]
    return [hit.post.title[-7:] for hits in pages for hit in hits]


def said(months: list[tuple[int, int]]) -> list[str]:
    return [f"{year}-{month:02}" for year, month in sorted(months, reverse=True)]


def test_every_month_is_found_once_in_order(place: Place) -> None:
    assert found(place, "quince") == said(MONTHS)


def test_days_cut_the_steps_where_they_end(place: Place) -> None:
    begin, end = date(2010, 2, 15), date(2017, 1, 14)
    inside = [(year, month) for year, month in MONTHS if begin <= date(year, month, 15) <= end]
    assert found(place, "quince", begin=begin, end=end) == said(inside)
    assert found(place, "quince", begin=date(2019, 12, 16)) == found(place, "quince", end=date(2008, 1, 14)) == []


def test_days_alone_are_enough(place: Place) -> None:
    assert found(place, "", begin=date(2012, 1, 1), end=date(2012, 12, 31)) == said(
        [(2012, month) for month in (1, 2, 6, 12)]
    )


def test_a_phrase_is_found_in_every_step(place: Place) -> None:
    june = [(year, month) for year, month in MONTHS if month == 6]
    assert found(place, '"quince in wooden press"') == said(june)
    assert not search(place.ben, '"quince in wooden press"').partial
    assert found(place, '-"quince in wooden press" quince') == said([one for one in MONTHS if one not in june])


def test_a_phrase_is_looked_for_in_the_newest_posts_and_that_is_said(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "LOOKED_THROUGH", 6)
    seen = search(place.ben, '"quince in wooden press"', sort=NEWEST)
    assert (seen.partial, seen.posts) == (True, 2)
    assert search(place.ben, '"press quince"').partial
    assert not search(place.ben, '"quince unheard"').partial


def test_more_than_are_counted_are_said_to_be_more(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST", 10)
    seen = search(place.ben, "quince", sort=NEWEST)
    assert (seen.capped, seen.posts, seen.topics) == (True, 10, 10)
    assert [hit.post.title[-7:] for hit in seen.hits] == said(MONTHS)[:10]

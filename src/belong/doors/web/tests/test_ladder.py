"""The pages of the ladder: the facts behind a clause, a page at a time."""

import re

import pytest
from django.db import transaction

from belong.doors.web.ladder.views import person as views
from belong.doors.web.tests.cast import Cast
from belong.ground.kernel.public import encode_cursor
from belong.ground.ledger.public import PersonJoined, record

NEXT = re.compile(r'<a rel="next" href="([^"]*)"')


def test_the_facts_of_a_clause_are_paged_by_the_last_one_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "FACTS_A_PAGE", 2)
    person, client = cast.accounts["author"].person_id, cast.client("host")
    assert person is not None

    def join() -> None:
        with transaction.atomic():
            record(PersonJoined(actor=person, about=f"people.person:{person}"))

    for _ in range(4):
        join()
    address: str | None = f"/people/{cast.names['person']}/ladder?clause=member"
    shown: list[int] = []
    while address is not None:
        page = client.get(address).content.decode()
        shown.append(page.count("joined the community"))
        assert "5 facts were counted" in page or "6 facts were counted" in page
        found = NEXT.search(page)
        address = found[1].replace("&amp;", "&") if found else None
        if len(shown) == 1:
            join()
    assert shown == [2, 2, 2]


@pytest.mark.parametrize("after", ["0", "rubbish", "-1", encode_cursor("1"), encode_cursor(1, 2)])
def test_a_place_that_no_page_gave_is_not_there(cast: Cast, after: str) -> None:
    path = f"/people/{cast.names['person']}/ladder?clause=member&after={after}"
    assert cast.client("host").get(path).status_code == 404

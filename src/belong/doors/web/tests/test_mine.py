"""What is mine costs the same whatever there is of it; its list goes on where it ended."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from belong.care.moderation import public as moderation
from belong.doors.web.tests.cast import Cast, assemble
from belong.ground.ledger.public import history, tallied
from belong.ground.people.public import grant_permission, withdraw_permission

PAGES = ("/me", "/me/ledger", "/me/ledger?side=received", "/me/permissions", "/me/data", "/contested")


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    return assemble()


def statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def more(cast: Cast, times: int) -> None:
    """The host allows and withdraws again and again, and contests some of it."""
    host = cast.actor("host")
    for _ in range(times):
        grant_permission(actor=host, person=host.person or 0, channel="mail", purpose="news", proof="here")
        withdraw_permission(actor=host, person=host.person or 0, channel="mail", purpose="news")
    for fact in history(person=host.person, words=["permission_granted"], limit=times // 4).items:
        moderation.contest_entry(actor=host, fact=fact.id, words="No.")


def test_each_page_asks_as_often_for_much_as_for_little(cast: Cast) -> None:
    client = cast.client("host")
    more(cast, 4)
    before = {path: statements(client, path) for path in PAGES}
    more(cast, 12)
    assert {path: statements(client, path) for path in PAGES} == before


def test_the_record_is_whole_page_by_page_and_sums_lead_to_their_entries(cast: Cast) -> None:
    client, host = cast.client("host"), cast.actor("host")
    more(cast, 30)
    path, seen = "/me/ledger", list[str]()
    while path:
        page = client.get(path).content.decode()
        seen += re.findall(r'<span class="aloud">: [^<]*</span></a>|A host looks at it\.', page)
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == sum(tallied(host.person or 0).values())
    counted = tallied(cast.actor("author").person or 0)
    assert (counted["asked", True], counted["answered", False], counted["contacted", False]) == (5, 4, 1)
    mine = cast.client("author").get("/me").content.decode()
    assert "/me/ledger?kind=asked&amp;side=did" in mine
    answered = cast.client("author").get("/me/ledger?kind=answered&side=received").content.decode()
    assert answered.count("This is not right") == 4

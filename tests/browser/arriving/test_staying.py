"""A stranger stays in touch, and leaves again."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.posted import posted
from belong.ground.ledger.public import history
from belong.ground.people.public import reader_of
from belong.insight.journey.public import explain_person
from tests.browser.arriving.ana import ANA, HOUSE, link, sign_up


@pytest.mark.parametrize("role", ["home", "group", "topic", "about"])
def test_a_stranger_stays_in_touch_and_leaves_again(
    clone_server: LiveServer, cast: Cast, page: Page, role: str
) -> None:
    where = {
        "home": "/",
        "group": f"/groups/{cast.names['open']}/",
        "topic": f"/topics/{cast.names['open_topic']}",
        "about": "/about",
    }
    page.goto(f"{clone_server.url}{where[role]}")
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    assert reader_of(ANA) is None

    page.goto(f"{clone_server.url}{link(ANA)}")
    assert reader_of(ANA) is None  # a program that looks at links says yes to nothing
    expect(page.locator(".line-of")).to_contain_text("may write to me at this address")
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_text("We write to you from now on")).to_be_visible()
    explorer = reader_of(ANA)
    assert explorer is not None
    assert (stage := explain_person(HOUSE, explorer.id).evidence) is not None and stage.key == "explorer"

    page.goto(f"{clone_server.url}{link(ANA)}")
    page.get_by_role("button", name="Do not write to me any more").click()
    expect(page.get_by_text("We do not write to you any more")).to_be_visible()
    assert [one.actor for one in history(words=["permission_withdrawn"]).items] == [explorer.id]


def test_it_was_somebody_else_who_typed_it(clone_server: LiveServer, cast: Cast, page: Page) -> None:
    page.goto(f"{clone_server.url}/stay-in-touch")
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Yes, write to me").click()
    page.goto(f"{clone_server.url}{link(ANA)}")
    here = page.url
    page.get_by_role("button", name="That was not me").click()
    expect(page.get_by_text("Nothing is kept of this address.")).to_be_visible()
    assert (posted(ANA), reader_of(ANA)) == ([], None)
    page.goto(here)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link leads nowhere any more")


def test_an_explorer_becomes_a_member_where_everybody_may(clone_server: LiveServer, cast: Cast, page: Page) -> None:
    page.goto(clone_server.url)
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Yes, write to me").click()
    page.goto(f"{clone_server.url}{link(ANA)}")
    page.get_by_role("button", name="Yes, write to me").click()
    explorer = reader_of(ANA)
    page.get_by_role("link", name="Become a member").click()
    sign_up(page)
    expect(page.get_by_role("link", name="Ana Ash")).to_be_visible()
    known = reader_of(ANA)
    assert explorer is not None and known is not None and known.name == "Ana Ash"
    # who left an address and who signed up are one: the permission stands
    assert [one.word for one in history(person=known.id, words=["permission_granted", "joined"]).items] == [
        "joined", "permission_granted",
    ]  # fmt: skip

"""Invited by a member."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.posted import posted
from belong.ground.groups.public import groups_of
from tests.browser.arriving.ana import ANA, HOUSE, ana, become_a_member, brought_by, link, new_page
from tests.browser.test_members_talk import sign_in


def send(page: Page, line: str) -> None:
    page.get_by_label("Their e-mail address").fill(ANA)
    page.get_by_label("A line of yours").fill(line)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Your invitation is on its way")).to_be_visible()


def test_invited_to_the_community_where_nobody_else_comes_in(
    clone_server: LiveServer, by_invitation: Cast, page: Page, context: BrowserContext, browser: Browser
) -> None:
    sign_in(page, clone_server, "member")
    page.get_by_role("link", name="Invite somebody").click()
    send(page, "You know more about ovens than all of us.")
    path = link(ANA)
    assert path not in page.content() and path.rsplit("/", 1)[1] not in page.content()

    guest = new_page(browser)
    guest.goto(f"{clone_server.url}/sign-up")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Membership is by invitation")
    guest.goto(f"{clone_server.url}{path}")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Member Doe would like to see you here")
    expect(guest.get_by_text("You know more about ovens than all of us.")).to_be_visible()
    guest.get_by_role("button", name="Become a member").click()
    expect(guest.get_by_text("Member Doe invited you.")).to_be_visible()
    become_a_member(guest)
    assert not ana().must_prove
    assert brought_by() == [(by_invitation.accounts["member"].person_id, ana().person_id)]
    page.goto(f"{clone_server.url}/invite")
    expect(page.get_by_role("listitem").filter(has_text="Came.")).to_contain_text("Ana Ash")
    guest.context.close()


def test_invited_into_a_private_group_by_its_leader(
    clone_server: LiveServer, by_invitation: Cast, page: Page, browser: Browser
) -> None:
    sign_in(page, clone_server, "host")
    page.goto(f"{clone_server.url}/groups/{by_invitation.names['den']}/")
    page.get_by_role("main").get_by_role("link", name="Invite somebody").click()
    send(page, "The den needs you.")
    guest = new_page(browser)
    guest.goto(f"{clone_server.url}{link(ANA)}")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Host Doe would like to see you in The den")
    guest.get_by_role("button", name="Become a member").click()
    become_a_member(guest)
    assert [one.name for one in groups_of(HOUSE, ana().person_id)] == ["The den"]
    guest.context.close()


@pytest.mark.parametrize("group", ["open", "club"])
def test_a_topic_sent_to_an_outsider_is_an_invitation(
    clone_server: LiveServer, cast: Cast, page: Page, browser: Browser, group: str
) -> None:
    sign_in(page, clone_server, "member")
    page.goto(f"{clone_server.url}/topics/{cast.names[f'{group}_topic']}")
    page.get_by_role("link", name="Send this to somebody").click()
    send(page, "Is it a key?")
    title = f"How does the {group} work?"
    assert posted(ANA)[-1][1]["topic"] == title
    guest = new_page(browser)
    guest.goto(f"{clone_server.url}{link(ANA)}")
    expect(guest.get_by_text(title)).to_be_visible()
    read = guest.get_by_role("link", name="Read it")
    if group == "open":
        back = guest.url
        read.click()
        expect(guest.get_by_text("With a key.")).to_be_visible()
        guest.goto(back)
    else:
        expect(read).to_have_count(0)  # members read it: the invitation says its title only
    guest.get_by_role("button", name="Become a member").click()
    become_a_member(guest)
    assert brought_by() == [(cast.accounts["member"].person_id, ana().person_id)]
    guest.context.close()


def test_an_invitation_is_answered_with_no_more_mails(
    clone_server: LiveServer, cast: Cast, page: Page, browser: Browser
) -> None:
    sign_in(page, clone_server, "member")
    page.goto(f"{clone_server.url}/invite")
    send(page, "Come.")
    guest = new_page(browser)
    guest.goto(f"{clone_server.url}{link(ANA)}")
    guest.get_by_role("button", name="No more mails from here to my address").click()
    expect(guest.get_by_text("No mail goes to this address any more.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("listitem").filter(has_text=ANA)).to_contain_text("Not yet.")
    guest.context.close()

"""Somebody signs up and is received, without a script; a host sees that they came, and greets them."""

import os

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from belong.community.discussions import public as discussions
from belong.community.opportunities.public import HopeCard, own_hopes, own_offers
from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.ground.groups.public import actor_for, groups_of
from belong.ground.ledger.public import history
from belong.ground.people.public import Account
from belong.ground.settings.public import texts_to_accept
from belong.ground.tags.public import followed_tags
from tests.browser.arriving.ana import ANA, sign_up


def look(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("BELONG_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_somebody_signs_up_is_received_and_greeted(
    clone_server: LiveServer, cast: Cast, page: Page, browser: Browser
) -> None:
    club = str(cast.names["club"])
    discussions.ask(actor=cast.actor("author"), group=club, title="Whose lamp is it?", body="?", tags=["doors"])
    page.goto(f"{clone_server.url}/sign-up")
    sign_up(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Ana Ash")
    look(page, "welcome")
    page.get_by_role("link", name="Begin").click()

    on = page.get_by_role("button", name="Keep it and go on")
    later = page.get_by_role("button", name="Leave it for later")
    expect(page.get_by_role("heading", level=1)).to_have_text("What holds between us")
    page.get_by_label("I have read this and accept it").check()
    look(page, "values")
    page.get_by_role("button", name="I accept, go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What interests you")
    page.get_by_label("doors").check()
    look(page, "interests")
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where you want to be")
    page.get_by_label("The club").check()
    look(page, "groups")
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you hope for")
    expect(page.get_by_label("In your words (find clients)")).to_be_hidden()
    page.get_by_label("find clients", exact=True).check()
    page.get_by_label("In your words (find clients)").fill("Write to ana@example.org")
    page.get_by_label("How much (find clients)").select_option("very much")
    on.click()
    expect(page.get_by_role("alert")).to_contain_text("find clients: An e-mail address has no place here")
    page.get_by_role("alert").get_by_role("link").click()
    page.get_by_label("In your words (find clients)").fill("Two a year")
    look(page, "hopes")
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you can offer")
    look(page, "offers")
    later.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A first step")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Answer one of these")
    expect(page.get_by_text("Nobody has answered these yet, and you follow doors.")).to_be_visible()
    look(page, "first")
    page.get_by_role("link", name="To the first page").click()
    asked = page.get_by_role("region", name="A first step")
    expect(asked).to_be_visible()
    look(page, "home")
    asked.get_by_role("button", name="Ask me no more").click()
    expect(page.get_by_text("You will be asked no more.")).to_be_visible()
    expect(asked).to_have_count(0)

    ana = actor_for(Account.objects.get(email=ANA).pk)
    assert ana.person is not None
    assert own_hopes(ana) == [HopeCard("clients", 3, "Two a year", "engine")]
    assert own_offers(ana) == []
    assert [one.slug for one in followed_tags(ana, ana.person)] == ["doors"]
    assert [one.slug for one in groups_of(ana, ana.person)] == [club]
    assert texts_to_accept(ana) == []
    words = {"text_accepted", "followed_tag", "joined_group", "hope_told"}
    assert [one.word for one in history(person=ana.person, words=words).items] == [
        "joined_group", "followed_tag", "text_accepted",
    ]  # fmt: skip

    hosting = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    host = hosting.new_page()
    host.goto(f"{clone_server.url}/sign-in")
    host.get_by_label("Your e-mail address").fill("host@example.org")
    host.get_by_label("Your password").fill(PASSWORD)
    host.get_by_role("main").get_by_role("button", name="Sign in").click()
    face = host.get_by_role("region", name="New faces").get_by_role("listitem").filter(has_text="Ana Ash")
    expect(face).to_contain_text("of their own accord")
    look(host, "host")
    face.get_by_role("link", name="Greet them and note it (Ana Ash)").click()
    expect(host.get_by_label("What for")).to_have_value("welcome")
    host.get_by_role("main").get_by_role("button").last.click()
    expect(host.get_by_text("find clients")).to_have_count(0)
    host.goto(clone_server.url)
    expect(face).to_contain_text("greeted by Host Doe")
    hosting.close()

"""Asking to join, where a host says yes or no."""

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.posted import posted
from belong.ground.people.public import Account
from tests.browser.arriving.ana import ANA, ana, become_a_member, link, new_page
from tests.browser.test_members_talk import sign_in


def ask_to_join(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    page.get_by_role("link", name="Ask to join").click()
    page.get_by_label("Your name").fill("Ana Ash")
    page.get_by_role("main").get_by_label("Your e-mail address").fill(ANA)
    page.get_by_label("What brings you here?").fill("I bake.")
    page.get_by_label("Who told you of us?").fill("A neighbour.")
    page.get_by_role("button", name="Ask to join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your address")
    page.get_by_label("The code from the mail").fill("0000 0000")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the code that we sent.")
    page.goto(f"{server.url}{link(ANA)}")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is with the hosts")


def test_a_host_reads_the_answers_and_says_yes(
    clone_server: LiveServer, with_questions: Cast, page: Page, browser: Browser
) -> None:
    ask_to_join(page, clone_server)
    host = new_page(browser)
    sign_in(host, clone_server, "host")
    host.get_by_role("link", name="1 person asks to join").click()
    one = host.get_by_role("article")
    expect(one).to_contain_text("I bake.")
    expect(one).to_contain_text("A neighbour.")
    one.get_by_label("A few words for them").fill("The oven is warm.")
    one.get_by_role("button", name="Let Ana Ash in").click()
    expect(host.get_by_text("They are let in")).to_be_visible()

    page.goto(f"{clone_server.url}{link(ANA)}")
    assert not Account.objects.filter(email=ANA).exists()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Ana Ash")
    page.get_by_role("button", name="Choose how I sign in").click()
    become_a_member(page)
    assert not ana().must_prove
    host.goto(f"{clone_server.url}/joining?show=decided")
    expect(host.get_by_role("article")).to_contain_text("Let in, and here.")
    host.context.close()


def test_a_host_says_no_with_words(
    clone_server: LiveServer, with_questions: Cast, page: Page, browser: Browser
) -> None:
    ask_to_join(page, clone_server)
    host = new_page(browser)
    sign_in(host, clone_server, "host")
    host.goto(f"{clone_server.url}/joining")
    host.get_by_label("A few words for them").fill("Ask the bakers' guild.")
    host.get_by_role("button", name="Not now").click()
    expect(host.get_by_text("A mail tells them so.")).to_be_visible()
    assert posted(ANA)[-1] == (
        "service.join_decided",
        {"yes": False, "reason": "Ask the bakers' guild.", "path": ""},
    )
    page.goto(f"{clone_server.url}/sign-up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Members are let in by a host")
    assert not Account.objects.filter(email=ANA).exists()
    host.context.close()

"""Members talk, in a real browser without scripts; once with the keyboard alone."""

import re

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import PASSWORD, Cast


def sign_in(page: Page, server: LiveServer, role: str) -> None:
    page.goto(f"{server.url}/sign-in")
    page.get_by_label("Your e-mail address").fill(f"{role}@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name=f"{role.title()} Doe")).to_be_visible()


def test_a_member_asks_another_answers_and_the_asker_accepts_and_replies(
    clone_server: LiveServer, cast: Cast, browser: Browser
) -> None:
    asking, answering = (browser.new_context(java_script_enabled=False) for _ in range(2))
    ana, ben = asking.new_page(), answering.new_page()
    sign_in(ana, clone_server, "member")
    ana.get_by_role("link", name="Groups", exact=True).click()
    ana.get_by_role("link", name="The club").click()
    ana.get_by_role("link", name="Ask a question").click()
    ana.get_by_label("Title").fill("Where is the lamp?")
    ana.get_by_label("The whole of it").fill("I looked **everywhere**.")
    ana.get_by_role("button", name="Ask the question").click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Where is the lamp?")
    expect(ana.get_by_text("Your question is asked.")).to_be_visible()
    expect(ana.locator("strong")).to_have_text("everywhere")

    sign_in(ben, clone_server, "insider")
    ben.goto(ana.url)
    ben.get_by_label("Your answer").fill("Behind the door.")
    ben.get_by_role("button", name="Answer Member Doe").click()
    expect(ben.get_by_role("heading", name="1 answer")).to_be_visible()

    ana.reload()
    expect(ana.get_by_text("Your question is asked.")).to_have_count(0)
    ana.get_by_role("button", name="This answers it").click()
    expect(ana.get_by_text("Accepted answer", exact=True)).to_be_visible()
    answer = ana.locator("article", has_text="Behind the door.")
    answer.get_by_role("link", name="Reply").click()
    ana.get_by_label("Your reply").fill("It was indeed!")
    ana.get_by_role("button", name="Reply").click()
    expect(ana.get_by_text("It was indeed!")).to_be_visible()
    ana.get_by_role("button", name="Not the answer after all").click()
    expect(ana.get_by_text("Accepted answer", exact=True)).to_have_count(0)
    for context in (asking, answering):
        context.close()


def test_nothing_that_was_typed_is_lost(clone_server: LiveServer, cast: Cast, page: Page) -> None:
    sign_in(page, clone_server, "member")
    page.goto(f"{clone_server.url}/groups/{cast.names['club']}/ask")
    page.get_by_label("Title").fill("One, two, three")
    page.get_by_label("The whole of it").fill("    code of mine\nand <b>more</b>")
    page.get_by_label("Subjects").fill("a, b, c, d, e, f")
    page.get_by_role("button", name="Ask the question").click()
    expect(page.get_by_role("alert")).to_contain_text("Five subjects are the most.")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Title")).to_have_value("One, two, three")
    expect(page.get_by_label("The whole of it")).to_have_value("    code of mine\nand <b>more</b>")
    expect(page.get_by_label("Subjects")).to_have_value("a, b, c, d, e, f")


def test_what_was_written_while_signed_out_is_shown_again(clone_server: LiveServer, cast: Cast, page: Page) -> None:
    sign_in(page, clone_server, "member")
    page.goto(f"{clone_server.url}/topics/{cast.names['club_topic']}")
    page.get_by_label("Your answer").fill("A long thought.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Answer Author Doe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    expect(page.get_by_role("textbox", name="What you wrote is here")).to_have_value("A long thought.")


def test_asking_with_the_keyboard_alone(clone_server: LiveServer, cast: Cast, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{clone_server.url}/sign-in")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    tab_to(page, "login")
    page.keyboard.type("member@example.org")
    tab_to(page, "password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{clone_server.url}/")
    for link in ("Groups", "The club", "Ask a question"):
        before = page.url
        tab_to(page, link)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(f"^(?!{re.escape(before)}$)"))
    tab_to(page, "title")
    page.keyboard.type("Do keys suffice?")
    tab_to(page, "body")
    page.keyboard.type("They should.")
    tab_to(page, "Ask the question")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do keys suffice?")
    context.close()


def focused(page: Page) -> str:
    """The name of the field, else the words of the link or button, that the keyboard is at."""
    found: str = page.evaluate(
        "(document.activeElement.name || document.activeElement.textContent || '').trim().replace(/\\s+/g, ' ')"
    )
    return found


def tab_to(page: Page, wanted: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            visible = page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")
            assert visible, f"{wanted} does not show that it is focused"
            return
    raise AssertionError(f"the keyboard does not reach {wanted!r}")

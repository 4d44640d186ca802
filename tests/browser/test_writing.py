"""Where one writes, with scripts: tools for Markdown, and a draft that the browser keeps until it has arrived."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast

LABEL = "Your answer"


@pytest.fixture
def writing(clone_server: LiveServer, cast: Cast, browser: Browser) -> Page:
    """The member at the club's question, in a browser with scripts."""
    context = browser.new_context()
    cookie = cast.client("member").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": clone_server.url}])
    page = context.new_page()
    page.goto(f"{clone_server.url}/topics/{cast.names['club_topic']}")
    return page


def test_tools_set_marks_around_what_is_chosen_and_one_stop_of_the_tab_key_leads_to_all(writing: Page) -> None:
    field = writing.get_by_label(LABEL)
    field.fill("warm bread")
    field.evaluate("field => field.setSelectionRange(5, 10)")
    writing.get_by_role("button", name="Bold").click()
    expect(field).to_have_value("warm **bread**")
    field.evaluate("field => field.setSelectionRange(0, 0)")
    writing.get_by_role("button", name="Bold").focus()
    writing.keyboard.press("ArrowLeft")
    writing.keyboard.press("ArrowLeft")
    expect(writing.get_by_role("button", name="List")).to_be_focused()
    writing.keyboard.press("Enter")
    expect(field).to_have_value("- warm **bread**")


def test_a_draft_is_kept_said_to_be_and_forgotten_when_it_arrived(writing: Page) -> None:
    field = writing.get_by_label(LABEL)
    field.fill("Half a thought.")
    expect(writing.get_by_text("kept in this browser")).to_be_visible()
    writing.reload()
    expect(field).to_have_value("Half a thought.")
    writing.get_by_role("button", name="Answer Author Doe").click()
    expect(writing.get_by_role("article").get_by_text("Half a thought.")).to_be_visible()
    expect(field).to_have_value("")
    assert writing.evaluate("localStorage.length") == 0

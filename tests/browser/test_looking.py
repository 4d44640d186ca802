"""A host who looks as somebody else: the line that says so stays in sight, and hides nothing from the keyboard."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast

HIDDEN = """() => {
    const reached = document.activeElement, line = document.querySelector(".looking");
    const under = reached.getBoundingClientRect().bottom <= line.getBoundingClientRect().bottom;
    return under && !line.contains(reached) ? reached.textContent.trim() : "";
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_that_the_keyboard_reaches_lies_under_the_line(
    clone_server: LiveServer, cast: Cast, browser: Browser, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    cookie = cast.client("owner").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": clone_server.url}])
    page = context.new_page()
    page.goto(f"{clone_server.url}/people/{cast.names['person']}/see-as")
    page.fill("#id_reason", "They see no topic.")
    page.click("main form button")
    page.evaluate("[...document.querySelectorAll('footer a')].at(-1).focus()")
    hidden: list[str] = []
    while not page.evaluate("document.activeElement.matches('.top-name')"):
        assert len(hidden) < 100
        page.keyboard.press("Shift+Tab")
        hidden.append(page.evaluate(HIDDEN))
    assert len(hidden) > 20
    assert [text for text in hidden if text] == []
    context.close()

"""Pages on paper, and where lines run from right to left."""

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast


def test_what_is_folded_stands_open_on_paper_and_arrows_turn_with_the_lines(
    clone_server: LiveServer, cast: Cast, browser: Browser
) -> None:
    context = browser.new_context()
    cookie = cast.client("host").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": clone_server.url}])
    page = context.new_page()
    page.goto(f"{clone_server.url}/ladder")
    folded = page.locator(".disclosure:not([open]) > .disclosure-in").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    page.emulate_media(media="screen")
    page.goto(f"{clone_server.url}/_design")
    arrow = page.locator("a.button .icon-way").first
    turned = "arrow => getComputedStyle(arrow).scale"
    assert arrow.evaluate(turned) == "none"
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert arrow.evaluate(turned) == "-1 1"
    context.close()

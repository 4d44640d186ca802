"""Every page, on a phone and a wide screen, in the light and in the dark, checked by axe for people who use aids."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast
from tests.addresses import FOR_HOSTS, FOR_OWNERS, FOR_STRANGERS

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # to tell all that is right takes as long as to look at it
}

MEANT = {"/nowhere": 404, "/stay-in-touch/never-made": 410, "soon": 422}
"""The addresses that answer otherwise than with a page of theirs; none of a day understands "soon"."""


def pages(
    browser: Browser,
    server: LiveServer,
    cast: Cast,
    width: int,
    scheme: str,
    listen: Callable[[str], None] | None = None,
    language: str = "en",
) -> Iterator[tuple[str, Page]]:
    """Each page for strangers, for hosts and for owners, opened; `listen` hears what the browser complains about."""
    for role, paths in (("stranger", FOR_STRANGERS), ("host", FOR_HOSTS), ("owner", FOR_OWNERS)):
        colours: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours, locale=language)
        if role != "stranger":
            cookie = cast.client(role).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
        page = context.new_page()
        if listen is not None:
            page.on("console", lambda message: _pass_on(message, listen))
        for path in paths:
            address = path.format(**cast.names)
            answer = page.goto(server.url + address)
            assert answer is not None
            assert answer.status == MEANT.get("soon" if "=soon" in path else path, 200), address
            yield f"{role} {address}", page
        context.close()


def _pass_on(message: ConsoleMessage, listen: Callable[[str], None]) -> None:
    """That an answer was 404 or 422 is known and meant."""
    if "status of 4" not in message.text:
        listen(f"{message.location['url']}: {message.text}")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_nothing_is_wrong(clone_server: LiveServer, cast: Cast, browser: Browser, width: int, scheme: str) -> None:
    """Axe finds nothing, no page scrolls sideways, and the strict content policy blocks none of our styles and images:
    asked in one walk, since opening the pages is what takes long."""
    wrong: list[str] = []
    for name, page in pages(browser, clone_server, cast, width, scheme, listen=wrong.append):
        found = Axe().run(page, options=RULES)
        wrong += [
            f"{name}: {one['id']}: {node['html'][:120]} {node['failureSummary']}"
            for one in found.response["violations"]
            for node in one["nodes"]
        ]
        wrong += sideways(name, page, width)
    assert wrong == []


@pytest.mark.parametrize(("width", "language"), [(390, "de"), (768, "es")])
def test_no_page_scrolls_sideways_in_other_languages(
    clone_server: LiveServer, cast: Cast, browser: Browser, width: int, language: str
) -> None:
    wrong: list[str] = []
    for name, page in pages(browser, clone_server, cast, width, "light", language=language):
        wrong += sideways(name, page, width)
    assert wrong == []


def sideways(name: str, page: Page, width: int) -> list[str]:
    """In whichever direction it is read."""
    wide = page.evaluate(
        """width => ["ltr", "rtl"].filter(direction => {
            document.documentElement.dir = direction
            return document.documentElement.scrollWidth > width
        })""",
        width,
    )
    return [f"{name} scrolls sideways, {direction}" for direction in wide]

"""The head of pages on phones: one row of places in every language, the present page in view, without scripts."""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast
from belong.ground.people.public import Actor
from belong.ground.settings import public as settings

MISSED_BY = 1
"""Parts of a pixel are no place."""


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("language", ["de", "es"])
def test_the_places_stand_in_one_row_with_the_present_page_in_view(
    clone_server: LiveServer, cast: Cast, browser: Browser, language: str, width: int
) -> None:
    settings.change(actor=Actor.system_run("test"), values={"languages": ["en", "de", "es"]})
    context = browser.new_context(viewport={"width": width, "height": 700}, locale=language, java_script_enabled=False)
    cookie = cast.client("host").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": clone_server.url}])
    page = context.new_page()
    for path in ("/groups/", "/health", "/imports/"):
        page.goto(f"{clone_server.url}{path}")
        assert page.locator("html").get_attribute("lang") == language
        tops = {box["y"] for link in page.locator(".top-nav a:visible").all() if (box := link.bounding_box())}
        assert len(tops) == 1
        page.wait_for_timeout(1_200)  # the row is let go of, and stays
        assert _is_in_view(page, ".top-nav [aria-current]", width)
    for _place in range(20):
        page.keyboard.press("Tab")
        if page.locator(".top-nav a:focus").count():
            page.wait_for_timeout(50)
            assert _is_in_view(page, ".top-nav a:focus", width)
        elif page.locator(".top-you a:focus").count():
            break
    else:
        pytest.fail("the keyboard did not come past the places")
    context.close()


def _is_in_view(page: Page, what: str, width: int) -> bool:
    box = page.locator(what).bounding_box()
    return box is not None and box["x"] >= -MISSED_BY and box["x"] + box["width"] <= width + MISSED_BY

"""Where one belongs, said, ended and taken away without scripts; nothing that was typed is lost on the way."""

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast


def test_a_member_says_ends_and_takes_away_where_they_belong(clone_server: LiveServer, cast: Cast, page: Page) -> None:
    cookie = cast.client("member").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": clone_server.url}])
    page.goto(f"{clone_server.url}/me/profile#belong")
    page.click("text=Say where you belong")
    page.fill("#id_organisation", "Ada Works")
    page.fill("#id_title", "Brewer")
    page.fill("#id_from_on", "2020-01-01")
    page.fill("#id_until_on", "2019-01-01")
    page.click("text=Add it")
    assert page.locator("#id_until_on-error").inner_text() == "This day is before the first one."
    assert page.input_value("#id_title") == "Brewer"
    page.fill("#id_until_on", "")
    page.click("text=Add it")
    assert "since 1 January 2020" in page.inner_text("main")
    page.click("main .rows a")
    page.fill("#id_until_on", "2021-05-06")
    page.select_option("#id_visibility", "hosts")
    page.click("text=Keep it")
    assert "1 January 2020 until 6 May 2021" in page.inner_text("main")
    page.goto(f"{clone_server.url}/me/profile")
    assert "Ada Works" in page.inner_text("section.profile-belong")
    page.click("text=Change where you belong")
    page.click("main .rows a")
    page.click("text=Take Ada Works away")
    assert page.url == f"{clone_server.url}/me/profile/organisations"
    assert "You have not said yet where you belong." in page.inner_text("main")

"""The owner of a fresh community sets it up in one go, without a script: from signing in to open doors."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from belong.ground.groups.public import groups
from belong.ground.kernel.public import community, one_reading
from belong.ground.people.public import Actor, make_owner
from belong.insight.journey.public import current_ladder

HOUSE = Actor.system_run("test")
PASSWORD = "three words and a lamp"


@pytest.fixture
def fresh(clone_server: LiveServer, settings: Settings, tmp_path: Path) -> LiveServer:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "files"
    return clone_server


def test_an_owner_sets_up_a_fresh_community_in_one_go(
    fresh: LiveServer, page: Page, context: BrowserContext, tmp_path: Path
) -> None:
    page.goto(fresh.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody looks after this place yet")
    make_owner("olga@example.org", PASSWORD, "Olga")
    page.get_by_role("link", name="Sign in as the owner").click()
    page.get_by_label("Your e-mail address").fill("olga@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome. Let us set up your community")
    page.get_by_role("link", name="Begin with the name").click()

    on = page.get_by_role("button", name="Keep it and go on")
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Name and purpose")  # a name is needed
    page.get_by_label("What is your community called?").fill("The mill")
    page.get_by_label("What is it for?").fill("An oven, and those who bake in it.")
    on.click()
    page.get_by_label("Where do your days begin and end?").select_option("Europe/Berlin")
    page.get_by_label("Which language is mostly written here?").select_option("de")
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who writes your mails")
    page.get_by_role("link", name="Leave it for later").click()
    page.get_by_label("Blue").check()
    mark = tmp_path / "mark.png"
    Image.new("RGB", (300, 300), "navy").save(mark)
    page.get_by_label("A mark").set_input_files(mark)
    on.click()
    page.get_by_label("Who was invited").check()
    on.click()
    page.get_by_label("The first page, what is said about the community").check()
    on.click()
    page.get_by_label("Tamarack").check()
    on.click()
    expect(page.get_by_label("The text")).to_contain_text("Be kind")
    page.get_by_label("The text").fill("We **bake** together.")
    on.click()
    page.get_by_label("Name of group 1").fill("Bread")
    page.get_by_label("What group 1 is for").fill("Sourdough and ovens")
    page.get_by_label("Every member of the community").check()
    on.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("This is your community")
    for told in ("The mill", "Berlin", "Blue", "Who was invited", "Tamarack", "Bread"):
        expect(page.locator("#content")).to_contain_text(told)
    page.get_by_role("button", name="This is right: open the doors").click()
    expect(page.get_by_text("Your community is set up.")).to_be_visible()
    with one_reading():
        here = community()
        assert (here.is_set_up, here.name, here.time_zone, here.language) == (True, "The mill", "Europe/Berlin", "de")
        assert (here.joining, here.strangers, here.sender) == ("invitation", "home", "")
        assert current_ladder().key == "tamarack"
        assert [(one.name, one.audience) for one in groups(HOUSE).items] == [("Bread", "members")]

    page.goto(f"{fresh.url}/settings/history")
    expect(page.get_by_role("listitem").filter(has_text="changed the name")).to_contain_text("Olga")
    context.clear_cookies()
    page.goto(fresh.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("The mill")
    assert page.locator("header img.mark").evaluate("image => image.naturalWidth") == 256
    page.get_by_role("link", name="About us").click()
    expect(page.locator(".prose strong")).to_have_text("bake")
    page.goto(f"{fresh.url}/groups/")
    expect(page.get_by_label("Your password")).to_be_visible()

"""A member reads their record, contests an entry, changes permissions, takes their data along and goes: no scripts."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.ground.kernel.public import run_worker
from belong.ground.people import public as people


def test_a_member_contests_and_a_host_withdraws(clone_server: LiveServer, cast: Cast, browser: Browser) -> None:
    asking, deciding = (browser.new_context(java_script_enabled=False) for _ in range(2))
    mia, hanna = asking.new_page(), deciding.new_page()
    comes_in(mia, clone_server, "author")
    mia.goto(f"{clone_server.url}/account")
    mia.get_by_role("link", name="Where you stand").click()
    expect(mia.get_by_role("heading", name="What you gave")).to_be_visible()
    mia.get_by_role("link", name="5 questions that you asked").click()
    mia.get_by_role("listitem").filter(has_text="How does the club work?").get_by_role("link", name="not right").click()
    mia.get_by_role("button", name="Ask a host").click()
    expect(mia.get_by_text("This is not right").first).to_be_visible()
    mia.get_by_label("What is not right about it?").fill("My sister asked this.")
    mia.get_by_role("button", name="Ask a host").click()
    expect(mia.get_by_text("You are told by mail what they find.")).to_be_visible()
    expect(mia.get_by_text("My sister asked this.")).to_be_visible()

    comes_in(hanna, clone_server, "host")
    hanna.goto(f"{clone_server.url}/people/claims")
    hanna.get_by_role("link", name="Contested entries").click()
    hanna.get_by_role("listitem").filter(has_text="My sister asked this.").get_by_role("link", name="Decide").click()
    hanna.get_by_label("What do you say").fill("We have taken it out.")
    hanna.get_by_role("button", name="Withdraw the entry").click()
    expect(hanna.get_by_text("It is decided, and the person is told.")).to_be_visible()
    mia.reload()
    expect(mia.get_by_text("It was withdrawn and counts no longer.")).to_be_visible()
    expect(mia.get_by_text("We have taken it out.")).to_be_visible()
    mia.goto(f"{clone_server.url}/me")
    expect(mia.get_by_role("link", name="4 questions that you asked")).to_be_visible()
    asking.close()
    deciding.close()


def test_a_member_allows_takes_and_goes(
    clone_server: LiveServer, cast: Cast, browser: Browser, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    comes_in(page, clone_server, "insider")
    page.goto(f"{clone_server.url}/me/permissions")
    page.get_by_role("button", name=re.compile("Allow.*By phone")).click()
    expect(page.get_by_text("You can withdraw it here at any time.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Withdraw.*By phone")).click()
    expect(page.get_by_text("It is withdrawn, from now on.")).to_be_visible()
    expect(page.get_by_role("region", name="What you allowed and withdrew").get_by_role("listitem")).to_have_count(1)

    page.get_by_role("link", name="Your data").click()
    page.get_by_role("button", name="Put my data together").click()
    expect(page.get_by_text("It is being put together.")).to_be_visible()
    works()
    page.reload()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Fetch the archive").click()
    with ZipFile(fetched.value.path()) as archive:
        told = json.loads(archive.read("people.json"))
    assert [one["name"] for one in told["persons"]] == ["Insider Doe"]

    goes(page)
    expect(page.get_by_role("heading", name="You are gone")).to_be_visible()
    works()
    page.reload()
    expect(page.get_by_text("Nobody else has written your name here.")).to_be_visible()
    page.goto(f"{clone_server.url}/topics/{cast.names['open_topic']}")
    expect(page.get_by_text("With a key.")).to_be_visible()
    expect(page.get_by_text("Insider Doe")).to_have_count(0)
    page.goto(f"{clone_server.url}/me")
    assert "/sign-in" in page.url
    assert people.find_identity("insider@example.org") is None
    context.close()


def goes(page: Page) -> None:
    page.get_by_role("link", name="Erase me").click()
    page.get_by_role("radio", name="It stays").check()
    page.get_by_label("Your e-mail address").fill("somebody@example.org")
    page.get_by_role("button", name="Erase me now").click()
    expect(page.get_by_text("This is not the address that you sign in with.").first).to_be_visible()
    expect(page.get_by_role("radio", name="It stays")).to_be_checked()
    page.get_by_label("Your e-mail address").fill("insider@example.org")
    page.get_by_role("button", name="Erase me now").click()


def comes_in(page: Page, server: LiveServer, role: str) -> None:
    page.goto(f"{server.url}/sign-in")
    page.get_by_label("Your e-mail address").fill(f"{role}@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("banner").get_by_text(f"{role.title()} Doe")).to_be_visible()


def works() -> None:
    """What waits for a worker is done: in a thread of its own, since the browser's loop runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(run_worker, wait=False).result()

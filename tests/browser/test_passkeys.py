"""Passkeys in a real browser, with an authenticator that it plays itself: made, used, called otherwise, removed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.doors.web.tests.posted import newest_code, posted
from belong.ground.people.models import Account, Identity

CTAP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
MEMBER = "member@example.org"


@pytest.fixture
def site(clone_server: LiveServer) -> str:
    """Passkeys belong to a name: an address of numbers has none."""
    return clone_server.url.replace("127.0.0.1", "localhost")


@contextmanager
def device(browser: Browser, *, can: bool = True) -> Iterator[Page]:
    """A page of a browser on a device that keeps passkeys; with `can=False` its owner does not let it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**CTAP, "isUserVerified": can}})
    yield page
    context.close()


def test_a_passkey_is_made_signs_in_is_renamed_and_removed(cast: Cast, site: str, browser: Browser) -> None:
    with device(browser) as page:
        page.goto(f"{site}/sign-in")
        page.get_by_label("Your e-mail address").fill(MEMBER)
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{site}/")
        page.goto(f"{site}/account/signing-in")
        page.get_by_role("link", name="Add a passkey").click()
        expect(page.get_by_label("A name for it")).to_have_value("Chrome on Linux")
        page.get_by_role("button", name="Make the passkey").click()
        page.wait_for_url(f"{site}/account/signing-in")
        expect(page.get_by_text("Chrome on Linux")).to_be_visible()
        expect(page.get_by_text("Not used yet.")).to_be_visible()
        assert ("service.account_changed", {"what": "There is a further passkey."}) in posted(MEMBER)

        page.goto(f"{site}/account")
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{site}/sign-in?next=/account/signing-in")
        page.get_by_role("link", name="With a passkey").click()
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(f"{site}/account/signing-in")
        expect(page.get_by_text("Last used")).to_be_visible()

        page.get_by_role("link", name="Rename Chrome on Linux").click()
        page.get_by_label("A name for it").fill("")
        page.get_by_label("A name for it").evaluate("field => field.required = false")
        page.get_by_role("button", name="Keep the name").click()
        expect(page.get_by_role("alert")).to_contain_text("Please write something here.")
        page.get_by_label("A name for it").fill("The laptop")
        page.get_by_role("button", name="Keep the name").click()
        page.get_by_role("link", name="Remove The laptop").click()
        page.get_by_role("button", name="Remove the passkey").click()
        page.wait_for_url(f"{site}/account/signing-in")
        expect(page.get_by_text("A passkey lets you in by your finger")).to_be_visible()

        page.goto(f"{site}/account")
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{site}/sign-in/passkey")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("Please look at this once more")
        page.goto(f"{site}/account")
        assert "/sign-in" in page.url


def test_somebody_becomes_a_member_with_a_passkey_and_no_password(
    clone_server: LiveServer, site: str, browser: Browser
) -> None:
    with device(browser) as page:
        page.goto(f"{site}/sign-up")
        page.get_by_role("link", name="With a passkey of your device").click()
        page.get_by_label("Your name").fill("Nora New")
        page.get_by_label("Your e-mail address").fill("nora@example.org")
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("The code from the mail").fill(newest_code("nora@example.org"))
        page.get_by_role("button", name="Confirm the address").click()
        page.get_by_role("button", name="Make the passkey").click()
        page.wait_for_url(f"{site}/welcome")
        account = Account.objects.get(email="nora@example.org")
        assert not account.has_usable_password()
        assert Identity.objects.get().key == "nora@example.org"
        page.goto(f"{site}/account")
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{site}/sign-in/passkey")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(f"{site}/")
        page.goto(f"{site}/account")
        expect(page.get_by_role("heading", name="Nora New")).to_be_visible()


def test_a_device_that_says_no_leaves_all_as_it_was_and_another_way_open(
    cast: Cast, site: str, browser: Browser
) -> None:
    with device(browser, can=False) as page:
        page.goto(f"{site}/sign-in/passkey")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("Nothing came of it")
        expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()
        expect(page.get_by_role("link", name="Other ways in")).to_be_visible()


def test_without_scripts_the_page_says_what_else_there_is(cast: Cast, site: str, page: Page) -> None:
    page.goto(f"{site}/sign-in/passkey")
    expect(page.get_by_text("Passkeys need a browser that knows them")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    page.get_by_role("link", name="Other ways in").click()
    page.get_by_role("link", name="With a code by mail").click()
    page.get_by_label("Your e-mail address").fill(MEMBER)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code from the mail").fill(newest_code(MEMBER))
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{site}/account")
    expect(page.get_by_role("heading", name="Member Doe")).to_be_visible()

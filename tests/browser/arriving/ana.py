"""Ana, who arrives, and what is written to her."""

from playwright.sync_api import Browser, Page, expect

from belong.doors.web.tests.cast import PASSWORD
from belong.doors.web.tests.posted import newest_code, posted
from belong.ground.ledger.public import history
from belong.ground.people.public import Account, Actor

HOUSE = Actor.system_run("test")


ANA = "ana@example.org"


def link(address: str) -> str:
    """Where the newest mail to an address leads that leads anywhere."""
    return str(next(told["path"] for _kind, told in reversed(posted(address)) if told.get("path")))


def new_page(browser: Browser) -> Page:
    made = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    made.set_default_timeout(10_000)
    return made


def become_a_member(page: Page) -> None:
    """On the page of signing up, which knows the address already."""
    expect(page.get_by_label("Your e-mail address")).to_have_value(ANA)
    page.get_by_label("Your name").fill("Ana Ash")
    page.get_by_label("A password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Become a member", exact=True).click()
    expect(page.get_by_role("link", name="Ana Ash")).to_be_visible()


def sign_up(page: Page) -> None:
    """On the page of signing up; the address is confirmed by the code that is mailed to it."""
    page.get_by_label("Your name").fill("Ana Ash")
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_label("A password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Become a member", exact=True).click()
    page.get_by_label("The code from the mail").fill(newest_code(ANA))
    page.get_by_role("button", name="Confirm").first.click()


def ana() -> Account:
    return Account.objects.get(email=ANA)


def brought_by() -> list[tuple[int | None, int | None]]:
    return [(one.actor, one.counterpart) for one in history(words=["referred"]).items]

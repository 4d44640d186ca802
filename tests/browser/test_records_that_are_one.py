"""Two records merged and parted, and a history claimed, in a real browser without scripts."""

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast
from tests.browser.test_members_talk import sign_in


def test_a_host_makes_two_records_one_and_parts_them_again(
    clone_server: LiveServer, cast: Cast, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, clone_server, "host")
    page.goto(f"{clone_server.url}/people/")
    page.get_by_role("link", name="Perhaps the same person").click()
    expect(page.get_by_role("heading", name="the same handle at two sources")).to_be_visible()
    page.get_by_role("link", name="Compare, and make them one").click()
    page.get_by_role("radio", name="T. Twin", exact=True).check()
    page.get_by_role("button", name="They are one person").click()
    expect(page.get_by_text("They are one person now.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("T. Twin")
    page.goto(f"{clone_server.url}/people/{cast.names['double']}")
    assert page.url.endswith(f"/people/{cast.names['twin']}")

    page.goto(f"{clone_server.url}/people/merged")
    page.get_by_role("listitem").filter(has_text="T. Twin is Tess Twin").get_by_role(
        "link", name="Take it back"
    ).click()
    page.get_by_role("button", name="Part them").click()
    expect(page.get_by_text("They are two people again")).to_be_visible()
    for key, name in (("twin", "Tess Twin"), ("double", "T. Twin")):
        page.goto(f"{clone_server.url}/people/{cast.names[key]}")
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.goto(f"{clone_server.url}/people/same")
    expect(page.get_by_text("Nobody looks like somebody else.")).to_be_visible()
    context.close()


def test_a_member_claims_a_history_and_a_host_grants_it(clone_server: LiveServer, cast: Cast, browser: Browser) -> None:
    asking, deciding = (browser.new_context(java_script_enabled=False) for _ in range(2))
    mia, hanna = asking.new_page(), deciding.new_page()
    sign_in(mia, clone_server, "insider")
    mia.goto(f"{clone_server.url}/account")
    mia.get_by_role("link", name="You were here before").click()
    mia.get_by_label("Where was it?").fill("The old forum")
    mia.get_by_label("What were you called there?").fill("Tess")
    mia.get_by_role("button", name="Ask a host").click()
    expect(mia.get_by_label("Where was it?")).to_have_value("The old forum")
    mia.get_by_label("How can a host tell that it is you?").fill("I kept the riddles there.")
    mia.get_by_role("button", name="Ask a host").click()
    expect(mia.get_by_text("A host looks at it.")).to_be_visible()
    expect(mia.get_by_text("Tess Twin")).to_have_count(0)

    sign_in(hanna, clone_server, "host")
    hanna.goto(f"{clone_server.url}/people/claims")
    hanna.get_by_role("listitem").filter(has_text="I kept the riddles there.").get_by_role("link", name="Tess").click()
    hanna.get_by_role("link", name="Tess Twin").click()
    hanna.get_by_label("What do you say").fill("Welcome back.")
    hanna.get_by_role("button", name="It is theirs: make them one").click()
    expect(hanna.get_by_text("It is decided, and the person is told.")).to_be_visible()
    mia.reload()
    expect(mia.get_by_text("Welcome back.")).to_be_visible()
    mia.goto(f"{clone_server.url}/people/{cast.names['twin']}")
    expect(mia.get_by_role("heading", level=1)).to_have_text("Insider Doe")
    for context in (asking, deciding):
        context.close()

"""A record kept by hosts and a look at the site as a member sees it, in a real browser without scripts."""

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import PASSWORD, Cast
from tests.browser.test_members_talk import sign_in


def test_an_owner_changes_a_record_looks_as_the_member_and_closes_the_account(
    clone_server: LiveServer, cast: Cast, browser: Browser
) -> None:
    mine, theirs = (browser.new_context(java_script_enabled=False) for _ in range(2))
    owner, author = mine.new_page(), theirs.new_page()
    author.goto(f"{clone_server.url}/sign-in")
    author.get_by_label("Your e-mail address").fill("author@example.org")
    author.get_by_label("Your password").fill(PASSWORD)
    author.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(author.get_by_role("heading", level=1)).to_contain_text("Author Doe")
    sign_in(owner, clone_server, "owner")
    owner.goto(f"{clone_server.url}/people/")
    owner.get_by_label("Find by name, address or handle").fill("author@old")
    owner.get_by_role("button", name="Find").click()
    owner.get_by_role("main").get_by_role("link", name="Author Doe", exact=True).click()
    owner.get_by_role("link", name="Record, roles and notes").click()
    owner.get_by_role("link", name="Change the name").click()
    owner.get_by_label("Name", exact=True).fill("Arthur Doe")
    owner.get_by_label("Why").fill("They write it so.")
    owner.get_by_role("button", name="Change the name").click()
    expect(owner.get_by_role("heading", level=1)).to_have_text("Record of Arthur Doe")
    expect(owner.get_by_text("They write it so.")).to_be_visible()
    owner.get_by_role("textbox", name="Note").fill("Prefers the phone.")
    owner.get_by_role("button", name="Keep the note").click()
    expect(owner.get_by_text("Prefers the phone.")).to_be_visible()

    owner.get_by_role("link", name="Give a role").click()
    owner.get_by_label("Role").fill("Head brewer")
    owner.get_by_label("Until the end of").fill("2001-01-01")
    owner.get_by_role("button", name="Give the role").click()
    expect(owner.get_by_role("heading", name="Please look at this once more")).to_be_visible()
    expect(owner.get_by_label("Role")).to_have_value("Head brewer")
    owner.get_by_label("Until the end of").fill("")
    owner.get_by_role("button", name="Give the role").click()
    expect(owner.get_by_text("Head brewer").first).to_be_visible()
    owner.goto(f"{clone_server.url}/people/terms")
    expect(owner.get_by_text("Does Arthur Doe wish to continue?")).to_be_visible()
    owner.get_by_role("button", name="Yes").click()
    expect(owner.get_by_text("Arthur Doe wishes to continue.")).to_be_visible()

    owner.goto(f"{clone_server.url}/people/{cast.names['person']}/see-as")
    owner.get_by_label("Why").fill("They miss a group.")
    owner.get_by_role("button", name="Look").click()
    expect(owner.get_by_text("You see this as Arthur Doe does.")).to_be_visible()
    owner.goto(f"{clone_server.url}/topics/{cast.names['open_topic']}")
    expect(owner.get_by_text("You see this as Arthur Doe does.")).to_be_visible()
    owner.goto(f"{clone_server.url}/account")
    expect(owner.get_by_text("This page is for Arthur Doe alone.")).to_be_visible()
    owner.get_by_role("button", name="Back to yourself").click()
    expect(owner.get_by_text("You see the site as yourself again.")).to_be_visible()
    author.goto(f"{clone_server.url}/people/{cast.names['person']}/timeline")
    expect(author.get_by_text("looked at the site as it is for").first).to_be_visible()

    owner.get_by_role("link", name="Close the account").click()
    owner.get_by_label("Why").fill("They asked for a pause.")
    owner.get_by_role("button", name="Close the account").click()
    expect(owner.get_by_text("they are signed out everywhere")).to_be_visible()
    author.goto(f"{clone_server.url}/people/{cast.names['person']}")
    expect(author).to_have_url(f"{clone_server.url}/sign-in?next=%2Fpeople%2F{cast.names['person']}")
    for context in (mine, theirs):
        context.close()

"""A group from its founding to its end, in a real browser without scripts."""

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast
from tests.browser.test_members_talk import sign_in


def test_a_host_closes_a_group_a_member_sees_it_and_one_founded_by_mistake_goes(
    clone_server: LiveServer, cast: Cast, browser: Browser
) -> None:
    hers, theirs = (browser.new_context(java_script_enabled=False) for _ in range(2))
    host, member = hers.new_page(), theirs.new_page()
    for one in (host, member):
        one.set_default_timeout(10_000)
    sign_in(host, clone_server, "host")
    sign_in(member, clone_server, "member")
    club = f"{clone_server.url}/groups/{cast.names['club']}/"
    member.goto(f"{club}ask")
    member.get_by_label("Title").fill("Is anybody here?")
    member.get_by_label("The whole of it").fill("I have a key.")

    host.goto(club)
    host.get_by_role("link", name="How this group is set").click()
    host.get_by_role("button", name="Close the group").click()
    expect(host.get_by_text("The group is closed.")).to_be_visible()
    expect(host.get_by_role("link", name="Ask a question")).to_have_count(0)

    member.get_by_role("button", name="Ask the question").click()
    expect(member.get_by_role("alert")).to_contain_text("This group is closed")
    expect(member.get_by_label("The whole of it")).to_have_value("I have a key.")
    member.goto(club)
    expect(member.get_by_text("reading stays open")).to_be_visible()
    expect(member.get_by_role("button", name="Join this group")).to_have_count(0)
    member.get_by_role("link", name="How does the club work?").click()
    expect(member.get_by_text("With a key.")).to_be_visible()
    expect(member.get_by_text("reading stays open")).to_be_visible()
    expect(member.get_by_role("textbox", name="Your answer")).to_have_count(0)

    host.get_by_role("link", name="How this group is set").click()
    host.get_by_role("button", name="Open it again").click()
    expect(host.get_by_text("The group is open again.")).to_be_visible()
    member.reload()
    expect(member.get_by_role("textbox", name="Your answer")).to_be_visible()

    host.goto(f"{clone_server.url}/groups/new")
    host.get_by_label("Name", exact=True).fill("The CLUB")
    host.get_by_role("button", name="Open the group").click()
    expect(host.get_by_role("alert")).to_contain_text("There is a group of this name already.")
    host.get_by_label("Name", exact=True).fill("The clubb")
    host.get_by_role("button", name="Open the group").click()
    expect(host.get_by_role("heading", level=1)).to_have_text("The clubb")
    mistaken = host.url
    host.get_by_role("link", name="How this group is set").click()
    host.get_by_role("link", name="Remove this group").click()
    expect(host.get_by_text("This cannot be taken back.")).to_be_visible()
    host.get_by_role("button", name="Remove the group").click()
    expect(host.get_by_text("The group The clubb is removed.")).to_be_visible()
    host.goto(mistaken)
    expect(host.get_by_role("heading", name="The clubb")).to_have_count(0)
    host.goto(f"{club}remove")
    expect(host.get_by_text("it can be closed, not removed")).to_be_visible()
    for context in (hers, theirs):
        context.close()

"""The ways into a community, in a real browser without scripts: each goes by mail, and no page shows what it held."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.doors.web.tests.posted import newest_code, posted
from belong.ground.arrivals import public as arrivals
from belong.ground.groups.public import groups_of
from belong.ground.kernel.public import uuid7
from belong.ground.ledger.public import history
from belong.ground.people.public import Account, Actor, reader_of
from belong.ground.settings.public import change
from belong.insight.journey.public import explain_person
from tests.browser.test_every_page import RULES
from tests.browser.test_members_talk import sign_in

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


def ana() -> Account:
    return Account.objects.get(email=ANA)


def brought_by() -> list[tuple[int | None, int | None]]:
    return [(one.actor, one.counterpart) for one in history(words=["referred"]).items]


@pytest.mark.parametrize("role", ["home", "group", "topic", "about"])
def test_a_stranger_stays_in_touch_and_leaves_again(
    clone_server: LiveServer, cast: Cast, page: Page, role: str
) -> None:
    where = {
        "home": "/",
        "group": f"/groups/{cast.names['open']}/",
        "topic": f"/topics/{cast.names['open_topic']}",
        "about": "/about",
    }
    page.goto(f"{clone_server.url}{where[role]}")
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    assert reader_of(ANA) is None

    page.goto(f"{clone_server.url}{link(ANA)}")
    assert reader_of(ANA) is None  # a program that looks at links says yes to nothing
    expect(page.locator(".line-of")).to_contain_text("may write to me at this address")
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_text("We write to you from now on")).to_be_visible()
    explorer = reader_of(ANA)
    assert explorer is not None
    assert (stage := explain_person(HOUSE, explorer.id).evidence) is not None and stage.key == "explorer"

    page.goto(f"{clone_server.url}{link(ANA)}")
    page.get_by_role("button", name="Do not write to me any more").click()
    expect(page.get_by_text("We do not write to you any more")).to_be_visible()
    assert [one.actor for one in history(words=["permission_withdrawn"]).items] == [explorer.id]


def test_it_was_somebody_else_who_typed_it(clone_server: LiveServer, cast: Cast, page: Page) -> None:
    page.goto(f"{clone_server.url}/stay-in-touch")
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Yes, write to me").click()
    page.goto(f"{clone_server.url}{link(ANA)}")
    here = page.url
    page.get_by_role("button", name="That was not me").click()
    expect(page.get_by_text("Nothing is kept of this address.")).to_be_visible()
    assert (posted(ANA), reader_of(ANA)) == ([], None)
    page.goto(here)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link leads nowhere any more")


def test_an_explorer_becomes_a_member_where_everybody_may(clone_server: LiveServer, cast: Cast, page: Page) -> None:
    page.goto(clone_server.url)
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_role("button", name="Yes, write to me").click()
    page.goto(f"{clone_server.url}{link(ANA)}")
    page.get_by_role("button", name="Yes, write to me").click()
    explorer = reader_of(ANA)
    page.get_by_role("link", name="Become a member").click()
    page.get_by_label("Your name").fill("Ana Ash")
    page.get_by_label("Your e-mail address").fill(ANA)
    page.get_by_label("A password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Become a member", exact=True).click()
    page.get_by_label("The code from the mail").fill(newest_code(ANA))
    page.get_by_role("button", name="Confirm").first.click()
    expect(page.get_by_role("link", name="Ana Ash")).to_be_visible()
    known = reader_of(ANA)
    assert explorer is not None and known is not None and known.name == "Ana Ash"
    # who left an address and who signed up are one: the permission stands
    assert [one.word for one in history(person=known.id, words=["permission_granted", "joined"]).items] == [
        "joined", "permission_granted",
    ]  # fmt: skip


@pytest.fixture
def with_questions(cast: Cast) -> Cast:
    asked = ["What brings you here?", "Who told you of us?"]
    change(actor=cast.actor("owner"), values={"joining": "approval", "questions": asked, "strangers": "home"})
    return cast


def ask_to_join(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    page.get_by_role("link", name="Ask to join").click()
    page.get_by_label("Your name").fill("Ana Ash")
    page.get_by_role("main").get_by_label("Your e-mail address").fill(ANA)
    page.get_by_label("What brings you here?").fill("I bake.")
    page.get_by_label("Who told you of us?").fill("A neighbour.")
    page.get_by_role("button", name="Ask to join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your address")
    page.get_by_label("The code from the mail").fill("0000 0000")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the code that we sent.")
    page.goto(f"{server.url}{link(ANA)}")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is with the hosts")


def test_a_host_reads_the_answers_and_says_yes(
    clone_server: LiveServer, with_questions: Cast, page: Page, browser: Browser
) -> None:
    ask_to_join(page, clone_server)
    host = new_page(browser)
    sign_in(host, clone_server, "host")
    host.get_by_role("link", name="1 person asks to join").click()
    one = host.get_by_role("article")
    expect(one).to_contain_text("I bake.")
    expect(one).to_contain_text("A neighbour.")
    one.get_by_label("A few words for them").fill("The oven is warm.")
    one.get_by_role("button", name="Let Ana Ash in").click()
    expect(host.get_by_text("They are let in")).to_be_visible()

    page.goto(f"{clone_server.url}{link(ANA)}")
    assert not Account.objects.filter(email=ANA).exists()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Ana Ash")
    page.get_by_role("button", name="Choose how I sign in").click()
    become_a_member(page)
    assert not ana().must_prove
    host.goto(f"{clone_server.url}/joining?show=decided")
    expect(host.get_by_role("article")).to_contain_text("Let in, and here.")
    host.context.close()


def test_a_host_says_no_with_words(
    clone_server: LiveServer, with_questions: Cast, page: Page, browser: Browser
) -> None:
    ask_to_join(page, clone_server)
    host = new_page(browser)
    sign_in(host, clone_server, "host")
    host.goto(f"{clone_server.url}/joining")
    host.get_by_label("A few words for them").fill("Ask the bakers' guild.")
    host.get_by_role("button", name="Not now").click()
    expect(host.get_by_text("A mail tells them so.")).to_be_visible()
    assert posted(ANA)[-1] == (
        "service.join_decided",
        {"yes": False, "reason": "Ask the bakers' guild.", "path": ""},
    )
    page.goto(f"{clone_server.url}/sign-up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Members are let in by a host")
    assert not Account.objects.filter(email=ANA).exists()
    host.context.close()


@pytest.fixture
def by_invitation(cast: Cast) -> Cast:
    change(actor=cast.actor("owner"), values={"joining": "invitation"})
    return cast


def send(page: Page, line: str) -> None:
    page.get_by_label("Their e-mail address").fill(ANA)
    page.get_by_label("A line of yours").fill(line)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Your invitation is on its way")).to_be_visible()


def test_invited_to_the_community_where_nobody_else_comes_in(
    clone_server: LiveServer, by_invitation: Cast, page: Page, context: BrowserContext, browser: Browser
) -> None:
    sign_in(page, clone_server, "member")
    page.get_by_role("link", name="Invite somebody").click()
    send(page, "You know more about ovens than all of us.")
    path = link(ANA)
    assert path not in page.content() and path.rsplit("/", 1)[1] not in page.content()

    guest = new_page(browser)
    guest.goto(f"{clone_server.url}/sign-up")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Membership is by invitation")
    guest.goto(f"{clone_server.url}{path}")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Member Doe would like to see you here")
    expect(guest.get_by_text("You know more about ovens than all of us.")).to_be_visible()
    guest.get_by_role("button", name="Become a member").click()
    become_a_member(guest)
    assert not ana().must_prove
    assert brought_by() == [(by_invitation.accounts["member"].person_id, ana().person_id)]
    page.goto(f"{clone_server.url}/invite")
    expect(page.get_by_role("listitem").filter(has_text="Came.")).to_contain_text("Ana Ash")
    guest.context.close()


def test_invited_into_a_private_group_by_its_leader(
    clone_server: LiveServer, by_invitation: Cast, page: Page, browser: Browser
) -> None:
    sign_in(page, clone_server, "host")
    page.goto(f"{clone_server.url}/groups/{by_invitation.names['den']}/")
    page.get_by_role("main").get_by_role("link", name="Invite somebody").click()
    send(page, "The den needs you.")
    guest = new_page(browser)
    guest.goto(f"{clone_server.url}{link(ANA)}")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Host Doe would like to see you in The den")
    guest.get_by_role("button", name="Become a member").click()
    become_a_member(guest)
    assert [one.name for one in groups_of(HOUSE, ana().person_id)] == ["The den"]
    guest.context.close()


@pytest.mark.parametrize("group", ["open", "club"])
def test_a_topic_sent_to_an_outsider_is_an_invitation(
    clone_server: LiveServer, cast: Cast, page: Page, browser: Browser, group: str
) -> None:
    sign_in(page, clone_server, "member")
    page.goto(f"{clone_server.url}/topics/{cast.names[f'{group}_topic']}")
    page.get_by_role("link", name="Send this to somebody").click()
    send(page, "Is it a key?")
    title = f"How does the {group} work?"
    assert posted(ANA)[-1][1]["topic"] == title
    guest = new_page(browser)
    guest.goto(f"{clone_server.url}{link(ANA)}")
    expect(guest.get_by_text(title)).to_be_visible()
    read = guest.get_by_role("link", name="Read it")
    if group == "open":
        back = guest.url
        read.click()
        expect(guest.get_by_text("With a key.")).to_be_visible()
        guest.goto(back)
    else:
        expect(read).to_have_count(0)  # members read it: the invitation says its title only
    guest.get_by_role("button", name="Become a member").click()
    become_a_member(guest)
    assert brought_by() == [(cast.accounts["member"].person_id, ana().person_id)]
    guest.context.close()


def test_an_invitation_is_answered_with_no_more_mails(
    clone_server: LiveServer, cast: Cast, page: Page, browser: Browser
) -> None:
    sign_in(page, clone_server, "member")
    page.goto(f"{clone_server.url}/invite")
    send(page, "Come.")
    guest = new_page(browser)
    guest.goto(f"{clone_server.url}{link(ANA)}")
    guest.get_by_role("button", name="No more mails from here to my address").click()
    expect(guest.get_by_text("No mail goes to this address any more.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("listitem").filter(has_text=ANA)).to_contain_text("Not yet.")
    guest.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_wrong_behind_the_links(
    clone_server: LiveServer, with_questions: Cast, browser: Browser, width: int, scheme: str
) -> None:
    """The pages that a mail leads to: an invitation, a question whether to write, leaving, a code, a yes."""
    arrivals.invite(
        actor=with_questions.actor("member"),
        address="ben@example.org",
        line="Come.",
        group=str(with_questions.names["club"]),
        request_key=uuid7(),
    )
    arrivals.ask_to_stay_in_touch(address=ANA, sentence="They may write to me.")
    arrivals.stay_in_touch(token=link(ANA).rsplit("/", 1)[1])
    arrivals.ask_to_stay_in_touch(address="cyn@example.org", sentence="They may write to me.")
    uid = arrivals.ask_to_join(name="Dan", address="dan@example.org", answers=["I bake.", "Ana."], request_key=uuid7())
    paths = [link("ben@example.org"), link(ANA), link("cyn@example.org"), link("dan@example.org"), "/join"]
    found = _wrong(browser, clone_server, paths, width, scheme)
    arrivals.prove_request(uid=uid, code=newest_code("dan@example.org"))
    found += _wrong(browser, clone_server, [f"/join/{uid}"], width, scheme)
    queue = _wrong(browser, clone_server, ["/joining"], width, scheme, with_questions)
    arrivals.decide_request(actor=with_questions.actor("host"), uid=uid, granted=True, words="Welcome.")
    found += _wrong(browser, clone_server, [link("dan@example.org")], width, scheme)
    decided = _wrong(browser, clone_server, ["/joining?show=decided", "/invite"], width, scheme, with_questions)
    assert found + queue + decided == []


def _wrong(
    browser: Browser, server: LiveServer, paths: list[str], width: int, scheme: str, host: Cast | None = None
) -> list[str]:
    """What axe says of these pages, and which of them scroll sideways."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    if host is not None:
        cookie = host.client("host").cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
    page, wrong = context.new_page(), []
    for path in paths:
        answer = page.goto(server.url + path)
        assert answer is not None and answer.status == 200, path
        said = Axe().run(page, options=RULES).response["violations"]
        wrong += [f"{path}: {one['id']}: {node['html'][:120]}" for one in said for node in one["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{path} scrolls sideways")
    context.close()
    return wrong

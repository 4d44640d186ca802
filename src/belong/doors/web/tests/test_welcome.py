"""Being received, page by page; the panel on the first page; the host's new faces; and what nobody is told."""

import json
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belong.community.discussions import public as discussions
from belong.community.opportunities import public as opportunities
from belong.community.opportunities.public import HopeCard, OfferCard, Visibility
from belong.doors.web.tests.cast import ROLES, Cast
from belong.doors.web.welcome.first import first_steps
from belong.ground.groups import public as groups
from belong.ground.kernel.public import erasers, exporters, frozen, messages, now
from belong.ground.ledger.public import history
from belong.ground.people import public as people
from belong.ground.people.public import Actor
from belong.ground.tags import public as tags
from belong.ground.touches import public as touches
from tests.addresses import ROWS

SECRET = "zweiunddreissig-kunden"
HOPE = {"is-clients": "on", "words-clients": "Two a year", "strength-clients": "3", "visible-clients": "engine"}


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def number(cast: Cast, role: str) -> int:
    person = cast.actor(role).person
    assert person is not None
    return person


def test_each_step_keeps_what_is_said_and_goes_on_to_the_next(cast: Cast) -> None:
    client = cast.client("member")
    steps = [
        ("values", {"values": "on", "values_version": "1"}),
        ("interests", {"ticked": ["doors"]}),
        ("groups", {"ticked": [str(cast.names["club"]), str(cast.names["open"])]}),
        ("hopes", HOPE),
        ("offers", {"is-mentor": "on", "words-mentor": "On Tuesdays", "visible-mentor": "members"}),
    ]
    for key, data in steps:
        assert client.get(f"/welcome/{key}").status_code == 200
        answer = client.post(f"/welcome/{key}", data)
        assert answer.status_code == 303, key
        place = [key for key, _data in steps].index(key)
        assert answer["Location"] == f"/welcome/{[*(key for key, _ in steps), 'first'][place + 1]}"
    me = cast.actor("member")
    assert [one.slug for one in tags.followed_tags(me, number(cast, "member"))] == ["doors"]
    assert {one.slug for one in groups.groups_of(me, number(cast, "member"))} == {
        str(cast.names["club"]),
        str(cast.names["open"]),
    }
    assert opportunities.own_hopes(me) == [HopeCard("clients", 3, "Two a year", "engine")]
    assert opportunities.own_offers(me) == [OfferCard("mentor", "On Tuesdays", "members")]
    assert text(client, "/welcome").count('class="welcome-done"') == 5
    assert 'href="/welcome/first"' in text(client, "/")


def test_what_cannot_be_taken_comes_back_with_words_at_the_line_and_nothing_is_lost(cast: Cast) -> None:
    client = cast.client("member")
    answer = client.post("/welcome/hopes", {**HOPE, "words-clients": "me@example.org", "is-belong": "on"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_words-clients"' in page
    assert 'value="me@example.org"' in page
    assert 'name="is-belong" checked' in page
    assert opportunities.own_hopes(cast.actor("member")) == []


def test_the_first_page_asks_one_thing_at_a_time_until_it_is_not_to(cast: Cast) -> None:
    client = cast.client("member")
    assert 'id="asked"' not in text(client, "/")  # the values wait: that is one thing already
    client.post("/welcome/values", {"values": "on", "values_version": "1"})
    assert text(client, "/").count('id="asked"') == 1
    assert 'href="/welcome/interests"' in text(client, "/")
    answer = client.post("/welcome/interests/later")
    assert answer["Location"] == "/"
    assert 'href="/welcome/interests"' not in text(client, "/")
    assert 'href="/welcome/groups"' in text(client, "/")
    walking = client.post("/welcome/groups/later", {"walking": "yes"})
    assert walking["Location"] == "/welcome/hopes"
    client.post("/welcome/over")
    assert 'id="asked"' not in text(client, "/")
    assert 'href="/welcome/interests"' in text(client, "/welcome")


def test_subjects_that_are_unticked_are_followed_no_more(cast: Cast) -> None:
    client, me = cast.client("member"), cast.actor("member")
    client.post("/welcome/interests", {"ticked": ["doors"]})
    assert 'value="doors" id="id_ticked" checked' in text(client, "/welcome/interests")
    client.post("/welcome/interests", {})
    assert tags.followed_tags(me, number(cast, "member")) == []
    words = ["followed_tag", "unfollowed_tag"]
    assert [fact.word for fact in history(person=me.person, words=words).items] == ["unfollowed_tag", "followed_tag"]


def test_one_group_that_cannot_be_joined_and_none_is(cast: Cast) -> None:
    answer = cast.client("member").post(
        "/welcome/groups", {"ticked": [str(cast.names["club"]), str(cast.names["vault"])]}
    )
    assert answer.status_code == 422
    assert groups.groups_of(cast.actor("member"), number(cast, "member")) == []


def test_the_first_step_suits_what_was_said_and_says_why(cast: Cast) -> None:
    me, club = cast.actor("member"), str(cast.names["club"])
    assert [(one.kind, one.href) for one in first_steps(me)] == [("profile", "/me/profile")]
    waiting = discussions.ask(actor=cast.actor("author"), group=club, title="Whose lamp?", body="?", tags=["doors"])
    tags.follow_tag(actor=me, tag="doors")
    groups.join_group(actor=me, slug=club)
    me = cast.actor("member")
    first, *further = first_steps(me)
    assert (first.kind, [one.id for one in first.questions]) == ("answer", [waiting.id])
    assert first.why == "Nobody has answered these yet, and you follow doors."
    assert [one.kind for one in further] == ["hello", "people", "ask", "profile"]
    assert [one.card.id for one in further[1].people] == [number(cast, "insider")]
    opportunities.say_hopes(actor=me, hopes=[HopeCard("belong", 3, "", "engine")])
    assert first_steps(me)[0].kind == "people"
    assert first_steps(me)[0].why == "They know about doors too."
    opportunities.say_hopes(actor=me, hopes=[HopeCard("fast_answers", 3, "", "engine")])
    assert first_steps(me)[0].href == f"/groups/{club}/ask"
    page = text(cast.client("member"), "/welcome/first")
    assert "Ask what you always wanted to know" in page
    assert "Whose lamp?" in page


def test_own_questions_are_no_first_step_to_answer(cast: Cast) -> None:
    me, club = cast.actor("author"), str(cast.names["club"])
    tags.follow_tag(actor=me, tag="doors")
    discussions.ask(actor=me, group=club, title="Whose lamp?", body="?", tags=["doors"])
    assert "answer" not in [one.kind for one in first_steps(me)]


def test_pages_take_as_many_statements_for_much_as_for_little(cast: Cast) -> None:
    client, club = cast.client("insider"), str(cast.names["club"])
    client.post("/welcome/values", {"values": "on", "values_version": "1"})
    author, insider = cast.actor("author"), cast.actor("insider")

    def fill(name: str) -> None:
        topic = discussions.ask(actor=author, group=club, title=name, body="?", tags=[name, "doors"])
        tags.follow_tag(actor=insider, tag=topic.tags[0].slug)
        groups.found_group(actor=people.Actor.system_run("t"), name=name, kind="interest", audience="members")
        account = people.open_account(email=f"{name}@example.org", password="three words and a lamp", name=name)
        touches.record_touch(
            actor=cast.actor("host"), persons=[account.person_id], channel="phone", direction="out", purpose="welcome"
        )

    def counts() -> dict[str, int]:
        found = {}
        paths = ("/", "/welcome", *(f"/welcome/{key}" for key in opportunities.Step.values))
        for role in ("insider", "host"):
            asking = cast.client(role)
            for path in paths:
                asking.get(path)
                with CaptureQueriesContext(connection) as queries:
                    assert asking.get(path).status_code == 200
                found[f"{role} {path}"] = len(queries)
        return found

    opportunities.say_hopes(actor=insider, hopes=[HopeCard("clients", 3, "", "members")])
    opportunities.say_offers(actor=insider, offers=[OfferCard("mentor", "", "members")])
    fill("one")
    few = counts()
    for name in ("two", "three", "four"):
        fill(name)
    kinds = [HopeCard(kind, 1, "", "members") for kind in opportunities.Hope.values]
    opportunities.say_hopes(actor=insider, hopes=kinds)
    assert counts() == few


def test_a_host_sees_who_came_by_which_way_and_greets(cast: Cast) -> None:
    host = cast.client("host")
    page = text(host, "/")
    assert "New faces" in page
    assert "of their own accord" in page
    greet = f"/people/{cast.actor('member').uid}/contact?for=welcome"
    assert greet in page
    assert "New faces" not in text(cast.client("member"), "/")
    assert "accord" not in text(cast.client("member"), "/")
    form = text(host, greet)
    assert '<option value="welcome" selected>' in form
    touches.record_touch(
        actor=cast.actor("host"), persons=[number(cast, "member")], channel="phone", direction="out", purpose="welcome"
    )
    assert greet not in text(host, "/")
    assert "greeted by Host Doe" in text(host, "/")


def test_a_host_sees_who_came_back_and_greets_them_though_they_wrote_and_were_greeted_years_ago(cast: Cast) -> None:
    house, host = Actor.system_run("test"), cast.client("host")
    with frozen(now() - timedelta(days=3700)):
        old = people.add_person(actor=house, name="Ida Iris", identities=(("mail", "ida@example.org"),), joined=True)
        discussions.ask(
            actor=Actor(person=old.id, name=old.name),
            group=str(cast.names["club"]),
            title="Of long ago",
            body="Who knows?",
        )
        touches.record_touch(
            actor=cast.actor("host"), persons=[old.id], channel="phone", direction="out", purpose="welcome"
        )
    assert "Ida Iris" not in text(host, "/").partition("New faces")[2]
    people.open_account(email="ida@example.org", actor=house)
    face = next(one for one in text(host, "/").partition("New faces")[2].split("<li>") if "Ida Iris" in one)
    assert "came back" in face
    assert "after 10 years" in face
    assert "Of long ago" not in face
    assert f"/people/{old.uid}/contact?for=welcome" in face
    touches.record_touch(
        actor=cast.actor("host"), persons=[old.id], channel="phone", direction="out", purpose="welcome"
    )
    assert f"/people/{old.uid}/contact?for=welcome" not in text(host, "/")


def say(cast: Cast, visibility: str) -> None:
    me = cast.actor("author")
    opportunities.say_hopes(actor=me, hopes=[HopeCard("decision_makers", 3, SECRET, visibility)])
    opportunities.say_offers(actor=me, offers=[OfferCard("liaise", SECRET, visibility)])


LABELS = ("reach people who decide", "make contact with others I know")


def leaks(page: str, path: str) -> bool:
    """The words in all, and what the thing is called wherever it is not merely offered to be ticked."""
    return SECRET in page or (not path.startswith("/welcome/") and any(label in page for label in LABELS))


def test_what_nobody_is_told_leaves_by_no_door(cast: Cast) -> None:
    say(cast, "engine")
    looked = 0
    for role in ROLES:
        client = cast.client(role)
        for path in dict.fromkeys(row.path.format(**cast.names) for row in ROWS if row.method == "GET"):
            if role == "author" and (path.startswith("/welcome/") or path == f"/people/{cast.names['person']}"):
                continue
            answer = client.get(path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            if role != "author":
                assert not leaks(body.decode(errors="replace"), path), f"{role} {path}"
            looked += answer.status_code == 200
        assert not leaks(text(client, f"/search?q={SECRET[:12]}"), "/search")
    assert looked > 200
    for name, export in exporters().items():
        for other in set(cast.accounts) - {"author"}:
            assert SECRET not in json.dumps(export(number(cast, other)), default=str), name
    assert SECRET not in json.dumps([str(message) for message in messages(limit=200)])
    told = ["hope_told", "offered", "offer_ended"]
    assert history(words=told).items == []


VISIBILITIES = st.sampled_from(Visibility.values)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=VISIBILITIES, after=VISIBILITIES, role=st.sampled_from([role for role in ROLES if role != "author"]))
def test_pages_tell_what_is_told_now_and_to_whom_and_nothing_else(
    cast: Cast, before: str, after: str, role: str
) -> None:
    """Whatever it was shown to before: the page, its river and its list of deeds say what holds now."""
    say(cast, before)
    say(cast, after)
    reads = {"members": {"member", "insider", "host", "owner"}, "my_groups": {"insider", "host", "owner"}}
    reads |= {"hosts": {"host", "owner"}, "engine": set()}
    client = cast.client(role)
    page = text(client, f"/people/{cast.names['person']}")
    assert (SECRET in page) == (role in reads[after]), f"{role}: {before} then {after}"
    rest = [f"/people/{cast.names['person']}/timeline", "/members", f"/search?q={SECRET[:12]}", "/"]
    for path in rest:
        assert SECRET not in text(client, path)


def test_a_person_who_is_erased_leaves_nothing_of_it(cast: Cast) -> None:
    say(cast, "members")
    erasers()["opportunities"][1](number(cast, "author"))
    assert SECRET not in text(cast.client("host"), f"/people/{cast.names['person']}")
    assert opportunities.own_hopes(cast.actor("author")) == []

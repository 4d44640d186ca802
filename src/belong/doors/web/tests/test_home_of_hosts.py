"""First pages: a host's says what waits for a decision, and leads there; a stranger's shows faces."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from belong.care.moderation import public as moderation
from belong.community.discussions import public as discussions
from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.ground.arrivals.public import ask_to_join, prove_request
from belong.ground.groups.public import found_group
from belong.ground.kernel.public import frozen, messages, now, settled, uuid7
from belong.ground.ledger.public import history
from belong.ground.people import public as people
from belong.ground.people.models import Person
from belong.ground.people.public import Actor


def waiting(cast: Cast, role: str) -> str:
    page = cast.client(role).get("/").content.decode()
    return page.partition('class="home-waiting"')[2].partition("</ul>")[0]


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    """Nothing waits but what a test lets wait."""
    for claim in people.claims(cast.actor("host")).items:
        people.refuse_claim(actor=cast.actor("host"), claim=claim.uid, answer="No.")
    for entry in moderation.contested_entries(cast.actor("host")).items:
        moderation.explain_entry(actor=cast.actor("host"), contested=entry.uid, answer="It stands.")
    for term in people.terms_ending(cast.actor("host")):
        people.end_term(actor=cast.actor("owner"), person=term.person.id, held=term.id)
    return cast


def test_where_nothing_waits_nothing_is_said(quiet: Cast) -> None:
    assert waiting(quiet, "host") == ""


def test_claims_contested_entries_and_terms_that_end_are_counted_for_hosts_alone(quiet: Cast) -> None:
    member = quiet.actor("member")
    people.claim_history(actor=member, place="The old forum", called="mem", reason="Ask Ann")
    entry = next(one for one in history(person=member.person or 0).items if one.word == "joined")
    moderation.contest_entry(actor=member, fact=entry.id, words="Not then.")
    people.appoint(
        actor=quiet.actor("owner"), person=member.person or 0, role="treasurer", until_at=now() + timedelta(days=9)
    )
    found = waiting(quiet, "host")
    assert '<a href="/people/claims">1 history is claimed</a>' in found
    assert '<a href="/contested">1 entry is contested</a>' in found
    assert '<a href="/people/terms">1 term of office ends</a>' in found
    assert waiting(quiet, "member") == ""


def test_the_number_of_questions_that_wait_leads_to_just_these(cast: Cast) -> None:
    def asked(title: str, days: int) -> None:
        with frozen(now() - timedelta(days=days)):
            discussions.ask(actor=cast.actor("author"), group=str(cast.names["club"]), title=title, body="Who knows?")

    client = cast.client("host")
    assert "No question of these days waits for an answer." in client.get("/waiting").content.decode()
    asked("Of yesterday", 1)
    asked("Of last week", 7)
    asked("Of this day", 0)
    asked("Of long ago", 90)
    assert '<a href="/waiting">2 questions from before today</a>' in client.get("/").content.decode()
    page = client.get("/waiting").content.decode()
    shown = [title for title in ("Of yesterday", "Of last week", "Of this day", "Of long ago") if title in page]
    assert shown == ["Of yesterday", "Of last week"]
    assert page.count(">The club</a>") == 2


def test_who_asked_before_everybody_could_join_still_waits(quiet: Cast) -> None:
    with settled(joining="approval", questions=()):
        uid = ask_to_join(name="Ana", address="ana@example.org", answers=(), request_key=uuid7())
    code = next(str(one.parameters["code"]) for one in messages() if one.kind == "service.address_code")
    prove_request(uid=uid, code=code)
    assert '<a href="/joining">1 person asks to join</a>' in waiting(quiet, "host")
    assert 'href="/joining">Who asks to join (1)' in quiet.client("host").get("/people/").content.decode()


def test_the_pages_where_hosts_decide_lead_to_each_other(cast: Cast) -> None:
    client = cast.client("host")
    pages = ("/people/same", "/people/claims", "/people/merged", "/contested")
    for here in pages:
        shown = client.get(here).content.decode()
        assert [path for path in pages if f'href="{path}"' in shown] == list(pages)
    for path in ("/people/same", "/people/terms", "/people/claims", "/joining", "/contested"):
        assert f'href="{path}"' in client.get("/people/").content.decode()


def test_the_page_of_people_says_how_many_wait_where_hosts_decide_at_one_cost(quiet: Cast) -> None:
    host, costs = quiet.client("host"), []

    def said() -> str:
        with CaptureQueriesContext(connection) as queries:
            page = host.get("/people/").content.decode()
        costs.append(len(queries))
        return page

    host.get("/people/")
    found = said()
    assert 'href="/people/claims">Histories that are claimed</a>' in found
    assert 'href="/contested">Contested entries</a>' in found
    for role in ("member", "insider"):
        actor = quiet.actor(role)
        people.claim_history(actor=actor, place="The old forum", called="mem", reason="Ask Ann")
        entry = next(one for one in history(person=actor.person or 0).items if one.word == "joined")
        moderation.contest_entry(actor=actor, fact=entry.id, words="Not then.")
    found = said()
    assert 'href="/people/claims">Histories that are claimed (2)</a>' in found
    assert 'href="/contested">Contested entries (2)</a>' in found
    assert costs[0] == costs[1]


def test_setting_up_does_not_lead_to_a_queue_that_cannot_be_there_yet(cast: Cast) -> None:
    client = cast.client("owner")
    assert 'href="/joining"' in client.get("/settings/joining").content.decode()
    assert 'href="/joining"' not in client.get("/set-up/joining").content.decode()


def test_strangers_are_shown_the_faces_of_those_who_have_a_name(cast: Cast) -> None:
    faces = 'class="door-people"'
    assert faces in cast.client("stranger").get("/").content.decode()
    Person.objects.filter(pk=cast.accounts["author"].person_id).update(name="", erased_at=now())
    shown = cast.client("stranger").get("/").content.decode()
    assert "a former member" in shown
    assert faces not in shown


def test_where_nothing_was_said_yet_strangers_are_not_told_that_it_is_for_members(db: None, client: Client) -> None:
    people.make_owner("owner@example.org", PASSWORD, "Olga")
    assert "What is said here is for members." in client.get("/").content.decode()
    found_group(actor=Actor.system_run("test"), name="Bread", kind="interest", audience="public")
    page = client.get("/").content.decode()
    assert "Nobody has written here yet." in page
    assert "What is said here is for members." not in page

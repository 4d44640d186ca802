"""Records of people as hosts keep them, and the site as a member sees it."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from belong.community.profiles import public as profiles
from belong.doors.web.administration.looking import KEY, SHOWN, THROUGH
from belong.doors.web.tests.cast import PASSWORD, ROLES, Cast
from belong.ground.ledger.public import history
from belong.ground.people import public as people
from belong.ground.people.models import Person
from tests.addresses import ROWS

FORM = "application/x-www-form-urlencoded"
WHY = {"reason": "They see no topic."}


def looking(cast: Cast, by: str = "owner", whom: str = "author") -> Client:
    """The client of somebody who looks at the site as another does."""
    client = cast.client(by)
    answer = client.post(f"/people/{uid(cast, whom)}/see-as", WHY)
    assert answer.status_code == 303
    return client


def uid(cast: Cast, role: str) -> object:
    person = cast.accounts[role].person_id
    return people.person_cards([person])[person].uid


def test_a_host_reads_what_the_member_reads_and_finds_back(cast: Cast) -> None:
    client = cast.client("owner")
    den = f"/topics/{cast.names['vault_topic']}"
    assert client.get(den).status_code == 404
    client = looking(cast)
    home = client.get("/").content.decode()
    assert "You see this as Author Doe does." in home and "Back to yourself" in home
    assert client.get(f"/topics/{cast.names['den_topic']}").status_code == 200
    assert client.get(den).status_code == 404, "a secret group of which the host knows nothing stays one"
    assert client.get("/people/terms").status_code == 404
    back = client.post("/look-back")
    assert (back.status_code, back["Location"]) == (303, f"/people/{cast.names['person']}/record")
    assert "You see this as" not in client.get("/").content.decode()
    assert client.get("/people/terms").status_code == 200
    assert client.post("/look-back").status_code == 404


def test_each_look_stands_in_the_ledger_of_the_member(cast: Cast) -> None:
    looking(cast)
    looking(cast)
    person = cast.accounts["author"].person_id
    seen = history(person=person, words=["seen_as"]).items
    assert [fact.actor for fact in seen] == [cast.accounts["owner"].person_id] * 2
    page = cast.client("author").get(f"/people/{cast.names['person']}/timeline?kind=belonging").content.decode()
    assert "looked at the site as it is for" in page


def test_nothing_can_be_sent_by_any_door_while_looking(cast: Cast) -> None:
    client = looking(cast)
    before = everything()
    sent = [row for row in ROWS if row.method == "POST" and row.name not in THROUGH]
    answers = {str(row): client.post(row.path.format(**cast.names), row.data).status_code for row in sent}
    assert {row: status for row, status in answers.items() if status != 403} == {}
    assert everything() == before


def test_somebody_without_a_name_is_looked_at_as_such(cast: Cast) -> None:
    Person.objects.filter(pk=cast.accounts["author"].person_id).update(name="")
    assert "This page is for No name alone." in looking(cast).get("/account").content.decode()


def test_what_was_sent_a_moment_before_is_not_answered_again_while_looking(cast: Cast) -> None:
    client, sent = cast.client("owner"), (f"/groups/{cast.names['open']}/join", "sent=1", FORM)
    for one in (sent, (f"/people/{uid(cast, 'author')}/see-as", WHY)):
        assert client.post(*one).status_code == 303
    assert "nothing was sent or changed" in client.post(*sent).content.decode()


def test_every_page_is_read_without_writing_or_is_closed(cast: Cast) -> None:
    client = looking(cast)
    before = everything()
    for row in ROWS:
        path = row.path.format(**cast.names)
        asks_nobody = getattr(resolve(path.partition("?")[0]).func, "asks_nobody", False)
        if row.method == "GET" and row.name not in THROUGH and not asks_nobody:
            status = client.get(path).status_code
            theirs = int(row.answers.split()[ROLES.index("author")])
            assert status in ({theirs, 404, 422} if row.name in SHOWN else {403, 404}), f"{row}: {status}"
    assert everything() == before


def test_a_page_for_hosts_is_not_there_for_a_member_who_is_looked_as(cast: Cast) -> None:
    client = looking(cast)
    for_hosts = [row for row in ROWS if row.method == "GET" and re.fullmatch(r"404 404 404 404 \S+ 200", row.answers)]
    assert {row.name for row in for_hosts} >= {"settings", "people", "people_terms", "mailbox", "operation"}
    for row in for_hosts:
        answer = client.get(row.path.format(**cast.names))
        assert answer.status_code == 404, row
        seen = answer.content.decode()
        assert "There is no such page" in seen and "You see this as Author Doe does." in seen, row
    assert client.get("/account").status_code == 403


def everything() -> dict[str, int]:
    """How often rows were written, by table, but for sessions: they are the host's own."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' and tablename !~ 'session|cache'")
        tables = sorted(name for (name,) in cursor)
        kept = {}
        for table in tables:
            cursor.execute(f"select count(*), md5(string_agg(t::text, '' order by t::text)) from {table} t")
            kept[table] = cursor.fetchone()
        return kept


def test_the_database_itself_refuses_to_write(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = looking(cast)
    client.raise_request_exception = False

    def writes(*_given: object, **_named: object) -> list[object]:
        with connection.cursor() as cursor:
            cursor.execute("update people_person set name = 'Broken'")
        return []

    monkeypatch.setattr("belong.ground.groups.public.groups", writes)
    assert client.get("/groups/").status_code == 500
    assert not people.persons_called(cast.actor("owner"), "Broken")


def test_what_is_for_the_member_alone_stays_closed(cast: Cast) -> None:
    author, page = cast.actor("author"), f"/people/{cast.names['person']}"
    profiles.save_profile(actor=author, draft=profiles.Draft(words="Dear diary", visibility="only_me"))
    assert "Dear diary" in cast.client("author").get(page).content.decode()
    client = looking(cast)
    assert "Dear diary" not in client.get(page).content.decode()
    for path in ("/account", "/account/sessions", "/me", "/me/profile", "/mailbox", "/claim", "/me/data"):
        assert client.get(path).status_code in {403, 404}, path
    profiles.save_profile(actor=author, draft=profiles.Draft(words="I brew", visibility="hosts"))
    assert "I brew" in client.get(page).content.decode()


def test_it_ends_by_itself_and_then_nothing_counts_in_the_hosts_own_name(cast: Cast) -> None:
    client = looking(cast)
    session = client.session
    session[KEY] = {**session[KEY], "until": (timezone.now() - timedelta(seconds=1)).timestamp()}
    session.save()
    before = everything()
    answer = client.post(f"/topics/{cast.names['open_topic']}/replies", {"body": "Hello"})
    assert answer.status_code == 403
    assert everything() == before
    assert "You see this as" not in client.get("/").content.decode()


def test_it_ends_where_the_host_may_not_look_any_more(cast: Cast) -> None:
    client = looking(cast)
    people.close_accounts(actor=cast.actor("owner"), person=cast.accounts["author"].person_id, reason="Left")
    assert client.get("/").status_code == 303
    assert "You see this as" not in client.get("/").content.decode()


def test_a_volunteer_host_looks_as_nobody_and_nobody_as_an_owner(cast: Cast) -> None:
    assert cast.client("host").post(f"/people/{cast.names['person']}/see-as", WHY).status_code == 403
    owner = cast.accounts["owner"].person_id
    assert cast.client("owner").post(f"/people/{uid(cast, 'owner')}/see-as", WHY).status_code == 403
    assert history(person=owner, words=["seen_as"]).items == []


def test_a_closed_account_ends_every_session_at_once_and_for_good(cast: Cast) -> None:
    first, second = cast.client("author"), cast.client("author")
    owner = cast.client("owner")
    assert first.get("/account").status_code == second.get("/account").status_code == 200
    assert owner.post(f"/people/{cast.names['person']}/record/close", WHY).status_code == 303
    for client in (first, second):
        assert client.get("/account").status_code in {302, 303}
    fresh = Client()
    fresh.post("/sign-in", {"login": "author@example.org", "password": PASSWORD})
    assert fresh.get("/account").status_code in {302, 303}
    assert owner.post(f"/people/{cast.names['person']}/record/reopen", WHY).status_code == 303
    for client in (first, second):
        assert client.get("/account").status_code in {302, 303}
    fresh.post("/sign-in", {"login": "author@example.org", "password": PASSWORD})
    assert fresh.get("/account").status_code == 200


def test_notes_stand_in_the_river_for_hosts_and_never_for_the_person(cast: Cast) -> None:
    river = f"/people/{cast.names['person']}/timeline?kind=notes"
    assert "Is away every August." in cast.client("host").get(river).content.decode()
    own = cast.client("author").get(river).content.decode()
    assert "wrote a note for hosts" in own and "August" not in own
    seen = looking(cast).get(river).content.decode()
    assert "wrote a note for hosts" in seen and "August" not in seen


def test_a_form_that_cannot_be_taken_comes_back_with_all_that_was_written(cast: Cast) -> None:
    answer = cast.client("owner").post(
        f"/people/{cast.names['person']}/record/known",
        {"kind": "handle", "key": "ann", "where": "", "reason": "She said so"},
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="ann"' in shown and 'value="She said so"' in shown and "Say where" in shown


def test_people_are_found_by_address(cast: Cast) -> None:
    client = cast.client("host")
    shown = client.get("/people/?q=author@old").content.decode()
    assert "Author Doe" in shown and "Insider Doe" not in shown


@pytest.mark.parametrize(
    ("where", "key", "says"),
    [
        ("Social Club", "https://social.example/@ann", "https://social.example/@ann · at social-club"),
        ("matrix.org", "@ann:matrix.org", "@ann:matrix.org · at matrix.org"),
        ("discourse:mill", "ann", "ann · in the Discourse forum mill"),
    ],
)
def test_the_history_says_of_a_handle_who_and_where(cast: Cast, where: str, key: str, says: str) -> None:
    owner, path = cast.client("owner"), f"/people/{cast.names['person']}/record"
    owner.post(f"{path}/known", {"kind": "handle", "key": key, "where": where, **WHY})
    assert f"<ins>{says}</ins>" in owner.get(f"{path}/history").content.decode()
    who, where_said = says.split(" · ")
    assert f'{who}</span> <span class="quiet small">{where_said}' in owner.get(path).content.decode()


def test_roles_are_named_in_the_letters_of_the_community(cast: Cast) -> None:
    host, record = cast.client("host"), f"/people/{uid(cast, 'member')}/record"
    for typed in ("Казначей", "Großmeisterin", "Co-Chair"):
        assert host.post(f"{record}/roles", {"role": typed}).status_code == 303
    terms = people.record_of(cast.actor("host"), UUID(str(uid(cast, "member")))).terms
    assert {one.role for one in terms} == {"kaznachei", "grossmeisterin", "co_chair"}
    refused = host.post(f"{record}/roles", {"role": "会計"})
    assert (refused.status_code, "Latin, Greek or Cyrillic letters" in refused.content.decode()) == (422, True)


def test_a_host_is_offered_nothing_about_a_role_that_owners_alone_give(cast: Cast) -> None:
    owner, member = cast.actor("owner"), cast.accounts["member"].person_id
    soon, later = (timezone.now() + timedelta(days=days) for days in (5, 30))
    record = f"/people/{uid(cast, 'member')}/record"

    def offered(path: str, act: str) -> list[str]:
        return [role for role in ("host", "owner") if act in cast.client(role).get(path).content.decode()]

    people.appoint(actor=owner, person=member, role="host", until_at=later)
    [held] = people.record_of(owner, UUID(str(uid(cast, "member")))).terms
    assert offered("/people/terms", f"{record}/roles/{held.id}/continues") == ["owner"]
    assert offered(record, f"{record}/roles/{held.id}/term") == ["owner"]
    people.end_term(actor=owner, person=member, held=held.id)
    people.appoint(actor=owner, person=member, role="host", from_at=soon, until_at=later)
    assert offered(record, "/call-off") == ["owner"]


def test_a_choice_that_was_not_made_is_asked_for_at_its_place(cast: Cast) -> None:
    answer = cast.client("owner").post(f"/people/{cast.names['person']}/record/known", {"key": "ann", **WHY})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_kind">' in page and 'id="id_kind"' in page
    assert 'aria-describedby=" id_kind-error"' in page and 'id="id_kind-error"' in page


def test_who_says_twice_that_somebody_works_for_us_has_said_it_once(cast: Cast) -> None:
    owner, path = cast.client("owner"), f"/people/{cast.names['person']}/record/staff"
    sent = {"staff": re.findall(r'name="staff" value="(\w+)"', owner.get(path).content.decode())[0], **WHY}
    for _twice in range(2):
        assert owner.post(path, sent).status_code == 303
        assert cast.actor("author").staff
    assert 'name="staff" value="no"' in owner.get(path).content.decode()
    assert owner.post(path, {"staff": "perhaps", **WHY}).status_code == 422


def test_a_role_is_ended_and_an_address_taken_away_once_by_two_clicks(cast: Cast) -> None:
    owner, record = cast.client("owner"), f"/people/{cast.names['person']}/record"
    role, known = f"{record}/roles/{cast.names['held']}/end", f"{record}/known/{cast.names['known']}/take"
    sent = {"known": re.findall(r'name="known" value="([^"]+)"', owner.get(known).content.decode())[0], **WHY}
    for path, given, what in ((role, WHY, "role_ended"), (known, sent, "not_known")):
        for _twice in range(2):
            assert owner.post(path, given)["Location"] == record
        edits = people.edits_of(cast.actor("owner"), cast.accounts["author"].person_id).items
        assert [one.what for one in edits].count(what) == 1
        assert owner.get(path).status_code == 404
    assert owner.post(known, {**sent, "known": "mail:other@example.org"}).status_code == 404
    assert cast.client("host").post(known, sent).status_code == 404
    assert cast.client("author").post(role, WHY).status_code == 404


def test_an_account_is_closed_and_opened_once_by_two_clicks(cast: Cast) -> None:
    owner, record = cast.client("owner"), f"/people/{cast.names['person']}/record"
    for path, what in (("/close", "closed"), ("/reopen", "reopened")):
        for _twice in range(2):
            assert owner.post(record + path, WHY)["Location"] == record
        edits = people.edits_of(cast.actor("owner"), cast.accounts["author"].person_id).items
        assert [one.what for one in edits].count(what) == 1
        assert owner.get(record + path).status_code == 404

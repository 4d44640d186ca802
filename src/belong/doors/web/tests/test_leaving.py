"""Ending mails by the link that is in them: by a reader who looks first, and by a program of mail with one click."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client

from belong.ground.arrivals.public import leaving_path
from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.public import now, post, settled, uuid7
from belong.ground.ledger.public import history
from belong.ground.people.models import Permission, Person
from belong.ground.people.public import add_person, grant_permission, merge
from belong.ground.people.tests.support import HOUSE, someone
from belong.reach.gate.public import may_send
from tests.post_office import PostOffice, post_office

SITE = "https://club.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
KINDS = ("conversations.answered", "conversations.replied")


@pytest.fixture
def office(settings: LazySettings) -> Iterator[PostOffice]:
    settings.SITE_URL = SITE
    with post_office() as office, settled(name="The Club", sender="hall@club.example"):
        settings.MAIL_SMTP = {"host": office.host, "port": office.port, "tls": "none", "timeout": 5}
        yield office


def reader() -> int:
    person = add_person(actor=HOUSE, name="Mia", identities=(("mail", "mia@example.org"),)).id
    for purpose in ("conversations", "news"):
        grant_permission(actor=HOUSE, person=person, channel="mail", purpose=purpose, proof="told us")
    return person


def link(person: int) -> str:
    """The address in the header of a mail to this person."""
    uid = Person.objects.get(pk=person).uid
    return f"{leaving_path(uid, 'mail', 'conversations')}?kind={KINDS[0]}"


def comes(person: int) -> list[bool]:
    return [bool(may_send(kind, person, "mia@example.org", now())) for kind in KINDS]


def allowed(person: int) -> list[str]:
    return list(Permission.objects.filter(person=person, withdrawn_at=None).values_list("purpose", flat=True))


def without(path: str, page: str) -> str:
    """A page apart from its own address, which the choice of languages leads back to."""
    return page.replace(path, "").replace(quote(path, safe=""), "").replace(quote(path), "")


def sessions() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from django_session")
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("clone")
def test_a_program_of_mail_ends_it_with_what_stands_in_the_mail_itself(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("belong.reach.notifications.registering.told", lambda mail, outgoing: object())
    person = reader()
    with transaction.atomic():
        post(
            kind=KINDS[0],
            address="mia@example.org",
            parameters={"about": "discussions.post:1", "who": person},
            person=person,
        )
    deliver()
    [received] = office.to("mia@example.org")
    raw = dict(received.message.raw_items())
    assert raw["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = raw["List-Unsubscribe"]
    assert (
        address.startswith(f"<{SITE}/leave/") and address.endswith(">") and "\n" not in address and " " not in address
    )
    before = sessions()
    program = Client(enforce_csrf_checks=True)
    path = address.strip("<>").removeprefix(SITE)
    assert program.get(path).status_code == 200
    assert allowed(person) == ["conversations", "news"]
    for _twice in range(2):
        answer = program.post(path, ONE_CLICK)
        assert (answer.status_code, answer.content, dict(answer.cookies)) == (200, b"Done.\n", {})
    assert (allowed(person), comes(person)) == (["conversations", "news"], [False, True])
    assert [one.actor for one in history(person=person, words=["mail_chosen"]).items] == [person]
    assert history(person=person, words=["permission_withdrawn"]).items == []
    assert sessions() == before
    rest = program.get(path).content.decode()
    assert "do not come to you any more" in rest and 'value="kind"' not in rest
    assert program.post(path, {"end": "purpose"}).status_code == 303
    assert (allowed(person), comes(person)) == (["news"], [False, False])


def test_a_form_of_parts_is_taken_too(db: None) -> None:
    person = reader()
    body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    answer = Client(enforce_csrf_checks=True).generic(
        "POST", link(person), body, content_type="multipart/form-data; boundary=x"
    )
    assert (answer.status_code, comes(person)) == (200, [False, True])


def test_whatever_is_wrong_is_answered_alike_and_changes_nothing(db: None) -> None:
    person, other = reader(), add_person(actor=HOUSE, name="Ben").id
    gone = add_person(actor=HOUSE, name="Gone").id
    path_to_gone = link(gone).split("?")[0]
    Person.objects.filter(pk=gone).update(erased_at="2026-01-01T00:00Z", name="", language="")
    good = link(person).split("?")[0]
    _empty, _leave, uid, channel, purpose, signed = good.split("/")
    wrong = [
        f"/leave/{uuid7()}/{channel}/{purpose}/{signed}",
        f"/leave/{Person.objects.get(pk=other).uid}/{channel}/{purpose}/{signed}",
        f"/leave/{uid}/phone/{purpose}/{signed}",
        f"/leave/{uid}/{channel}/news/{signed}",
        f"/leave/{uid}/{channel}/{purpose}/{signed[:-1]}",
        f"/leave/{uid}/{channel}/{purpose}/{'0' * 32}",
        path_to_gone,
    ]
    program = Client(enforce_csrf_checks=True)
    for answered in (lambda path: program.post(path, ONE_CLICK), program.get):
        answers = [answered(path) for path in wrong]
        assert {answer.status_code for answer in answers} == {404}
        assert len({without(path, answer.content.decode()) for path, answer in zip(wrong, answers, strict=True)}) == 1
    assert (allowed(person), comes(person)) == (["conversations", "news"], [True, True])


def test_a_reader_looks_and_chooses_how_much_ends(db: None) -> None:
    person = reader()
    path, client = link(person), Client()
    page = client.get(path).content.decode()
    assert "An answer to a question" in page and "Answers and replies to what you wrote" in page
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 422
    assert client.post(path, {"end": "everything"}).status_code == 422
    assert comes(person) == [True, True]
    assert client.post(path, {"end": "kind"}).status_code == 303
    assert (comes(person), allowed(person)) == ([False, True], ["conversations", "news"])
    assert client.post(path, {"end": "purpose"}).status_code == 303
    assert (comes(person), allowed(person)) == ([False, False], ["news"])


def test_a_link_without_its_kind_ends_the_purpose(db: None) -> None:
    person = reader()
    path = link(person).split("?")[0]
    for kind in ("", "?kind=nothing", "?kind=service.sign_in_code"):
        assert b'value="kind"' not in Client().get(path + kind).content
        assert Client().post(path + kind, {"end": "kind"}).status_code == 422
    assert comes(person) == [True, True]
    assert Client(enforce_csrf_checks=True).post(path + kind, ONE_CLICK).status_code == 200
    assert allowed(person) == ["news"]
    assert Client().post(path, {"end": "purpose"}).status_code == 303


def test_the_link_works_where_strangers_see_the_first_page_only(db: None) -> None:
    person = reader()
    with settled(strangers="home"):
        assert Client().get(link(person)).status_code == 200
        assert Client(enforce_csrf_checks=True).post(link(person), ONE_CLICK).status_code == 200
    assert comes(person) == [False, True]


def test_the_link_of_a_record_that_was_merged_ends_it_for_the_one_person(db: None) -> None:
    person, other = reader(), add_person(actor=HOUSE, name="Mia B.").id
    grant_permission(actor=HOUSE, person=other, channel="mail", purpose="conversations", proof="told us")
    path = link(other).split("?")[0]
    merge(actor=someone("Hanna", "host"), keep=person, other=other)
    assert Client(enforce_csrf_checks=True).post(path, ONE_CLICK).status_code == 200
    assert (comes(person), comes(other)) == ([False, False], [False, False])
    assert (allowed(person), allowed(other)) == (["news"], [])

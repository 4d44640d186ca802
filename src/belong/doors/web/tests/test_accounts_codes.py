"""Codes and links by mail: confirming an address, signing in, a new password; and that nobody learns who is here."""

import re
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from pytest_django import Settings

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.doors.web.tests.posted import forget_posted, newest_code, posted
from belong.doors.web.tests.test_accounts import NEW, signed_in
from belong.ground.ledger.public import canonical
from belong.ground.people import public as people
from belong.ground.people.models import Identity
from belong.ground.people.public import Account

FOUR = {"password1": "four words and a chair", "password2": "four words and a chair"}
KNOWN, UNKNOWN = "member@example.org", "nobody@example.org"
hashed: list[str] = []


class Counted(MD5PasswordHasher):
    """A quick hasher that tells how often it had to work."""

    def encode(self, password: str, salt: str) -> str:
        hashed.append(password)
        return str(super().encode(password, salt))


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """With an empty outbox."""
    forget_posted()
    return cast


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    """As if a while had gone by between the steps; what is limited has tests of its own."""
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}


@pytest.fixture
def counted(settings: Settings) -> Iterator[list[str]]:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    hashed.clear()
    yield hashed


def test_a_wrong_code_is_told_and_three_of_them_end_it(db: None, client: Client) -> None:
    client.post("/sign-up", NEW)
    for _ in range(2):
        answer = client.post("/sign-in/address", {"code": "wrong"})
        assert answer.status_code == 422
        assert b"This is not the code that we sent" in answer.content
    answer = client.post("/sign-in/address", {"code": "wrong"}, follow=True)
    assert answer.redirect_chain == [("/sign-in", 302)]
    assert b"several wrong tries" in answer.content
    assert client.post("/sign-in/address", {"code": newest_code("nora@example.org")})["Location"] == "/sign-in"
    assert not signed_in(client)


def test_whoever_has_not_confirmed_gets_another_code_when_they_sign_in(db: None) -> None:
    Client().post("/sign-up", NEW)
    later = Client()
    answer = later.post("/sign-in", {"login": "nora@example.org", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/address"
    assert not signed_in(later)
    assert [kind for kind, _ in posted("nora@example.org")] == ["service.address_code"] * 2
    later.post("/sign-in/address", {"code": newest_code("nora@example.org")})
    assert signed_in(later)


def test_the_link_of_the_mail_brings_the_code_along_to_the_browser_that_asked(db: None, client: Client) -> None:
    client.post("/sign-up", NEW)
    code = newest_code("nora@example.org")
    path = posted("nora@example.org")[-1][1]["path"]
    assert f'value="{code}"'.encode() in client.get(path).content
    assert not signed_in(client)
    other = Client().get(path, follow=True)
    assert b"Type the code where you began" in other.content
    assert code.encode() not in other.content
    assert Account.objects.get().must_prove


def test_a_slip_in_the_address_does_not_shut_anybody_out(db: None, client: Client) -> None:
    page = client.post("/sign-up", NEW, follow=True).content.decode()
    assert 'name="next" value="/sign-up"' in page
    assert client.get("/sign-in")["Location"] == "/sign-in/address"
    assert client.post("/sign-out", {"next": "/sign-up"})["Location"] == "/sign-up"
    client.post("/sign-up", {**NEW, "email": "nora@right.example"})
    client.post("/sign-in/address", {"code": newest_code("nora@right.example")})
    assert signed_in(client)


def test_another_code_makes_the_first_void(db: None, client: Client) -> None:
    client.post("/sign-up", NEW)
    first = newest_code("nora@example.org")
    client.post("/sign-in/address", {"action": "resend"})
    assert newest_code("nora@example.org") != first
    assert client.post("/sign-in/address", {"code": first}).status_code == 422
    client.post("/sign-in/address", {"code": newest_code("nora@example.org")})
    assert signed_in(client)


def test_accounts_from_before_and_those_of_the_house_go_on_without_a_code(cast: Cast) -> None:
    for address in (KNOWN, "owner@example.org"):
        client = Client()
        assert client.post("/sign-in", {"login": address, "password": PASSWORD})["Location"] == "/"
        assert signed_in(client)
        assert posted(address) == []


def test_whoever_confirms_an_address_that_an_import_knew_is_that_person_from_then_on(db: None, client: Client) -> None:
    house = people.Actor.system_run("test")
    known = people.add_person(actor=house, name="Nora Known").id
    people.add_identity(actor=house, person=known, source="mail", key="nora@example.org")
    client.post("/sign-up", NEW)
    mine = Account.objects.get().person_id
    assert canonical(mine) != canonical(known), "an address that was only typed proves nothing"
    client.post("/sign-in/address", {"code": newest_code("nora@example.org")})
    assert signed_in(client)
    assert canonical(mine) == canonical(known)


def test_an_address_by_which_another_member_is_known_lets_its_reader_in_and_joins_nobody(
    cast: Cast, client: Client
) -> None:
    other = cast.accounts["author"].person_id
    people.add_identity(
        actor=people.Actor.system_run("test"), person=other, source="mail", key="nora@example.org", verified=True
    )
    client.post("/sign-up", NEW)
    client.post("/sign-in/address", {"code": newest_code("nora@example.org")})
    assert signed_in(client)
    account = Account.objects.get(email="nora@example.org")
    assert not account.must_prove
    assert canonical(account.person_id) != canonical(other)
    assert Identity.objects.get(key="nora@example.org").person_id == other


def test_signing_up_with_a_known_address_looks_as_with_a_new_one_and_its_owner_hears_of_it(
    cast: Cast, counted: list[str]
) -> None:
    seen = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        hashed.clear()
        before = Account.objects.count()
        answer = client.post("/sign-up", {**NEW, "email": address})
        page = client.get("/sign-in/address")
        wrong = client.post("/sign-in/address", {"code": "BCDF-GHJK"})
        seen.append(
            (
                answer.status_code,
                answer["Location"],
                told(page.content),
                wrong.status_code,
                told(wrong.content),
                len(hashed),
            )
        )
        assert Account.objects.count() - before == (address == UNKNOWN)
    assert seen[0] == seen[1]
    assert [kind for kind, _ in posted(KNOWN)] == ["service.known_address"]
    assert [kind for kind, _ in posted(UNKNOWN)] == ["service.address_code"]


@pytest.mark.parametrize(
    ("path", "kind"), [("/sign-in/code", "sign_in_code"), ("/sign-in/forgotten", "password_reset")]
)
def test_asking_for_a_code_or_a_link_looks_the_same_for_every_address(cast: Cast, path: str, kind: str) -> None:
    seen = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        answer = client.post(path, {"email": address})
        page = client.get(answer["Location"])
        wrong = client.post("/sign-in/code/typed", {"code": "BCDF-GHJK"})
        seen.append(
            (answer.status_code, answer["Location"], told(page.content), wrong.status_code, told(wrong.content))
        )
    assert seen[0] == seen[1]
    assert [one for one, _ in posted(KNOWN)] == [f"service.{kind}"]
    assert posted(UNKNOWN) == [("service.unknown_address", {})]


def test_a_code_signs_in_and_shows_that_the_address_is_theirs(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in/code", {"email": KNOWN, "next": "/groups/"})
    assert client.post("/sign-in/code/typed", {"code": "wrong"}).status_code == 422
    answer = client.post(
        "/sign-in/code/typed", {"code": newest_code(KNOWN).lower().replace("-", " "), "next": "/groups/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/groups/")
    assert signed_in(client)
    assert Identity.objects.filter(person=cast.accounts["member"].person_id, key=KNOWN).exists()


def test_a_code_of_one_browser_is_of_no_use_in_another(cast: Cast) -> None:
    Client().post("/sign-in/code", {"email": KNOWN})
    other = Client()
    assert other.post("/sign-in/code/typed", {"code": newest_code(KNOWN)})["Location"] == "/sign-in/code"
    assert not signed_in(other)


def test_a_new_password_by_a_link_holds_once_and_ends_all_sessions(cast: Cast) -> None:
    elsewhere = Client()
    elsewhere.post("/sign-in", {"login": KNOWN, "password": PASSWORD})
    client = Client()
    client.post("/sign-in/forgotten", {"email": KNOWN})
    path = posted(KNOWN)[-1][1]["path"]
    page = client.get(path, follow=True)
    address = page.redirect_chain[-1][0]
    assert client.post(address, {**FOUR, "password2": "another"}).status_code == 422
    answer = client.post(address, FOUR, follow=True)
    assert b"Your password is set" in answer.content
    assert Account.objects.get(email=KNOWN).check_password(FOUR["password1"])
    assert elsewhere.get("/account").status_code == 303
    again = Client().get(path)
    assert again.status_code == 410
    assert b"This link holds no more" in again.content
    assert [kind for kind, _ in posted(KNOWN)] == ["service.password_reset", "service.account_changed"]
    assert not signed_in(client)


def test_a_link_that_was_made_up_opens_nothing(cast: Cast) -> None:
    number = cast.accounts["member"].pk
    for path in (f"/sign-in/forgotten/{number}/abc-def", "/sign-in/forgotten/zzzzzzz/set-password"):
        client = Client()
        assert client.get(path).status_code == 410
        assert client.post(path, FOUR).status_code == 410
    assert Account.objects.get(email=KNOWN).check_password(PASSWORD)


def told(page: bytes) -> str:
    """What a page says, without the address that was typed and the token."""
    said = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())
    return said.replace(KNOWN, "").replace(UNKNOWN, "")


def test_limits_end_and_lock_nobody_out(cast: Cast, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/1s/key", "confirm_email": None}
    client = Client()
    for _ in range(2):
        assert client.post("/sign-in", {"login": KNOWN, "password": "wrong"}).status_code == 422
    assert client.post("/sign-in", {"login": KNOWN, "password": PASSWORD}).status_code == 429
    client.post("/sign-in/code", {"email": KNOWN})
    client.post("/sign-in/code/typed", {"code": newest_code(KNOWN)})
    assert signed_in(client), "a code by mail is not stopped by wrong passwords"
    time.sleep(1.1)
    other = Client()
    other.post("/sign-in", {"login": KNOWN, "password": PASSWORD})
    assert signed_in(other)


def test_another_address_holds_when_its_code_is_typed_and_the_old_one_hears_of_it(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in", {"login": KNOWN, "password": PASSWORD})
    assert client.post("/account/address", {"email": "nowhere"}).status_code == 422
    answer = client.post("/account/address", {"email": "New@Example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/address")
    assert Account.objects.get(pk=cast.accounts["member"].pk).email == KNOWN
    answer = client.post("/sign-in/address", {"code": newest_code("new@example.org")}, follow=True)
    assert b"Your address is confirmed." in answer.content
    assert Account.objects.get(pk=cast.accounts["member"].pk).email == "new@example.org"
    assert Identity.objects.filter(person=cast.accounts["member"].person_id, key="new@example.org").exists()
    assert [kind for kind, _ in posted(KNOWN)] == ["service.account_changed"]
    assert signed_in(client)
    again = Client()
    again.post("/sign-in", {"login": "new@example.org", "password": PASSWORD})
    assert signed_in(again)
    assert Client().post("/sign-in", {"login": KNOWN, "password": PASSWORD}).status_code == 422


def test_an_address_of_somebody_else_cannot_be_taken_and_nobody_learns_that_it_is_one(cast: Cast) -> None:
    client = Client()
    client.post("/sign-in", {"login": KNOWN, "password": PASSWORD})
    answer = client.post("/account/address", {"email": "author@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/address")
    assert client.post("/sign-in/address", {"code": "BCDF-GHJK"}).status_code == 422
    assert Account.objects.get(pk=cast.accounts["author"].pk).email == "author@example.org"
    assert Account.objects.get(pk=cast.accounts["member"].pk).email == KNOWN


def test_a_newcomer_who_signs_in_by_a_code_is_received_like_any_other(db: None, client: Client) -> None:
    client.post("/sign-up", NEW)
    for leads in ("/welcome", "/"):
        other = Client()
        other.post("/sign-in/code", {"email": "nora@example.org"})
        answer = other.post("/sign-in/code/typed", {"code": newest_code("nora@example.org")})
        assert answer["Location"] == leads

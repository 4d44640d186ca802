"""Signing up, in and out."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.doors.web.tests.posted import newest_code
from belong.ground.kernel.public import settled
from belong.ground.ledger.public import history
from belong.ground.people import public as people
from belong.ground.people.models import Identity
from belong.ground.people.public import Account

NEW = {"name": "Nora New", "email": "Nora@Example.org", "password1": PASSWORD}


def signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_signing_up_makes_a_person_with_an_account_who_gets_in_by_the_code_from_the_mail(
    db: None, client: Client
) -> None:
    answer = client.post("/sign-up", {**NEW, "next": "/groups/"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/address")
    assert not signed_in(client)
    account = Account.objects.get(email="nora@example.org")
    assert account.must_prove
    assert people.person_cards([account.person_id])[account.person_id].name == "Nora New"
    assert not Identity.objects.exists()
    answer = client.post("/sign-in/address", {"code": newest_code("nora@example.org")})
    assert (answer.status_code, answer["Location"]) == (302, "/groups/")
    assert signed_in(client)
    assert not Account.objects.get().must_prove
    assert list(Identity.objects.values_list("person", "source", "key")) == [
        (account.person_id, "mail", "nora@example.org")
    ]
    facts = {fact.word for fact in history(person=account.person_id).items}
    assert facts >= {"joined", "account_opened", "identity_added"}
    assert b"Nora New" in client.get("/").content


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "id_name"),
        ({"email": "nobody"}, "id_email"),
        ({"password1": "short"}, "id_password1"),
        ({"password1": "password123"}, "id_password1"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(cast: Cast, changed: dict[str, str], field: str) -> None:
    before = Account.objects.count()
    answer = cast.client("stranger").post("/sign-up", {**NEW, **changed})
    assert answer.status_code == 422
    assert f'<a href="#{field}">'.encode() in answer.content
    assert f'id="{field}-error"'.encode() in answer.content
    assert PASSWORD.encode() not in answer.content
    assert Account.objects.count() == before


@pytest.mark.parametrize("path", ["/sign-up", "/sign-up/passkey"])
def test_where_the_way_in_is_closed_nobody_signs_up(db: None, client: Client, path: str) -> None:
    with settled(joining="invitation"):
        assert b"Membership is by invitation" in client.get(path).content
        answer = client.post(path, NEW)
    assert b"Membership is by invitation" in answer.content
    assert not signed_in(client)
    assert not Account.objects.exists()


def test_a_wrong_password_and_an_unknown_address_are_told_alike(cast: Cast) -> None:
    answers = []
    for login in ("member@example.org", "nobody@example.org"):
        client = Client()
        answer = client.post("/sign-in", {"login": login, "password": "not the right one"})
        assert answer.status_code == 422
        assert not signed_in(client)
        answers.append(answer.content.replace(login.encode(), b"").partition(b"csrf")[0])
    assert answers[0] == answers[1]
    assert b"do not belong together" in answers[0]


def test_after_several_wrong_tries_even_the_right_password_has_to_wait(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        client.post("/sign-in", {"login": "member@example.org", "password": "not the right one"})
    answer = client.post("/sign-in", {"login": "member@example.org", "password": PASSWORD})
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert b"Wait five minutes" in answer.content
    assert not signed_in(client)


def test_a_flood_of_tries_is_stopped(cast: Cast) -> None:
    client = Client()
    answers = [client.post("/sign-in", {"login": f"{n}@example.org", "password": "x"}).status_code for n in range(31)]
    assert answers[-1] == 429
    assert b"Too many tries" in client.post("/sign-in", {"login": "a@example.org", "password": "x"}).content


@pytest.mark.parametrize(
    ("asked", "led"),
    [("/groups/?after=1", "/groups/?after=1"), ("https://evil.example/", "/"), ("//evil.example", "/")],
)
def test_signing_in_leads_on_only_within_the_site(cast: Cast, asked: str, led: str) -> None:
    client = Client()
    answer = client.post("/sign-in", {"login": "Member@Example.org", "password": PASSWORD, "next": asked})
    assert (answer.status_code, answer["Location"]) == (302, led)
    assert signed_in(client)


def test_signing_out_takes_a_button(cast: Cast) -> None:
    client = cast.client("member")
    assert client.get("/sign-out").status_code == 200
    assert signed_in(client)
    answer = client.post("/sign-out", follow=True)
    assert not signed_in(client)
    assert b"You are signed out." in answer.content


def test_a_new_password_holds_here_and_ends_all_other_sessions(cast: Cast) -> None:
    here, elsewhere = cast.client("member"), cast.client("member")
    given = {"oldpassword": PASSWORD, "password1": "four words and a chair", "password2": "four words and a chair"}
    assert here.post("/account/password", {**given, "oldpassword": "wrong"}).status_code == 422
    answer = here.post("/account/password", given, follow=True)
    assert b"Your password is changed." in answer.content
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert Account.objects.get(email="member@example.org").check_password("four words and a chair")


def test_a_closed_account_says_so_to_its_holder_only(cast: Cast) -> None:
    session = cast.client("member")
    people.close_account(actor=cast.actor("owner"), account=cast.accounts["member"].pk)
    assert session.get("/account").status_code == 303
    client = Client()
    answer = client.post("/sign-in", {"login": "member@example.org", "password": PASSWORD}, follow=True)
    assert b"This account is closed" in answer.content
    assert not signed_in(client)
    assert client.post("/sign-in", {"login": "member@example.org", "password": "wrong"}).status_code == 422


@pytest.mark.parametrize(
    "path",
    ["/accounts/login/", "/account/email", "/password/reset/", "/account/email/", "/confirm-email/", "/sign-in/phone"],
)
def test_what_the_library_could_do_but_we_do_not_offer_is_not_there(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404

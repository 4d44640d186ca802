"""A second step, recovery codes, showing once more who one is, outside a browser that knows passkeys."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from belong.doors.web.accounts.second_step import SecondSteps, qr_path
from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.doors.web.tests.posted import forget_posted, newest_code, posted
from belong.doors.web.tests.test_accounts import signed_in
from belong.ground.people.public import Account

ADDRESS = "member@example.org"
SIGN_IN = {"login": ADDRESS, "password": PASSWORD}


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """With an empty outbox."""
    forget_posted()
    return cast


@pytest.fixture
def client(cast: Cast) -> Client:
    """The member, who has just signed in by the form."""
    client = Client()
    client.post("/sign-in", SIGN_IN)
    return client


def app_code(secret: str, ahead: int = 0) -> str:
    """What an app shows that knows the secret."""
    now = list(yield_hotp_counters_from_time())[1]
    return str(format_hotp_value(hotp_value(secret, now + ahead)))


def turned_on(client: Client) -> tuple[str, list[str]]:
    """The second step turned on: the secret that the app keeps, and the recovery codes that were shown."""
    page = client.get("/account/second-step").content.decode()
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found is not None
    secret = found[1].replace(" ", "")
    answer = client.post("/account/second-step", {"code": app_code(secret)}, follow=True)
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", answer.content.decode())
    assert len(codes) == 10
    return secret, codes


def test_the_second_step_is_asked_after_the_password_and_after_a_code_by_mail(cast: Cast, client: Client) -> None:
    secret, _ = turned_on(client)
    for way in ("password", "mail"):
        other = Client()
        if way == "password":
            answer = other.post("/sign-in", SIGN_IN)
        else:
            other.post("/sign-in/code", {"email": ADDRESS})
            answer = other.post("/sign-in/code/typed", {"code": newest_code(ADDRESS)})
        assert answer["Location"] == "/sign-in/second-step"
        assert not signed_in(other)
        assert other.get("/account").status_code == 303
        assert other.post("/sign-in/second-step", {"code": "000000"}).status_code == 422
        ahead = 0 if way == "password" else 1
        assert other.post("/sign-in/second-step", {"code": app_code(secret, ahead)})["Location"] == "/"
        assert signed_in(other)


def test_whoever_cannot_take_the_second_step_may_begin_again(cast: Cast, client: Client) -> None:
    turned_on(client)
    other = Client()
    page = other.post("/sign-in", SIGN_IN, follow=True).content.decode()
    assert 'name="next" value="/sign-in"' in page
    assert other.get("/sign-in")["Location"] == "/sign-in/second-step"
    assert other.post("/sign-out", {"next": "/sign-in"})["Location"] == "/sign-in"
    assert other.get("/sign-in").status_code == 200
    assert not signed_in(other)


def test_a_code_of_the_app_holds_once(cast: Cast, client: Client) -> None:
    secret, _ = turned_on(client)
    code = app_code(secret, 1)
    answers = []
    for _ in range(2):
        other = Client()
        other.post("/sign-in", SIGN_IN)
        answers.append(other.post("/sign-in/second-step", {"code": code}).status_code)
    assert answers == [302, 422]


def test_each_recovery_code_lets_in_once(cast: Cast, client: Client) -> None:
    _, codes = turned_on(client)
    answers = []
    for code in (codes[0], codes[0], codes[1]):
        other = Client()
        other.post("/sign-in", SIGN_IN)
        answers.append(other.post("/sign-in/second-step", {"code": code}).status_code)
    assert answers == [302, 422, 302]
    assert b"8 of 10 are not used yet" in client.get("/account/recovery-codes").content


def test_new_recovery_codes_make_those_from_before_void(cast: Cast, client: Client) -> None:
    _, codes = turned_on(client)
    answer = client.post("/account/recovery-codes/new", follow=True)
    fresh = re.findall(r"<code>(\d{4} \d{4})</code>", answer.content.decode())
    assert not set(codes) & set(fresh)
    other = Client()
    other.post("/sign-in", SIGN_IN)
    assert other.post("/sign-in/second-step", {"code": codes[0]}).status_code == 422
    assert other.post("/sign-in/second-step", {"code": fresh[0]}).status_code == 302


def test_turned_off_it_is_asked_no_more_and_the_codes_are_gone(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        turned_on(client)
    assert b"your app, since" in client.get("/account/signing-in").content
    answer = client.post("/account/second-step/off", follow=True)
    assert b"takes one step again" in answer.content
    assert not Authenticator.objects.exists()
    other = Client()
    other.post("/sign-in", SIGN_IN)
    assert signed_in(other)
    assert [told["what"] for _, told in posted(ADDRESS)] == [
        "Signing in with the password takes two steps from now on.",
        "Signing in with the password takes one step again.",
    ]


def test_a_wrong_code_turns_nothing_on(cast: Cast, client: Client) -> None:
    before = client.get("/account/second-step").content.decode()
    answer = client.post("/account/second-step", {"code": "000000"})
    assert answer.status_code == 422
    found = re.search(r'class="secret">[A-Z2-7 ]+<', before)
    assert found is not None
    assert found[0] in answer.content.decode(), "the app keeps the secret that it has read"
    assert not Authenticator.objects.exists()


def test_many_wrong_codes_have_to_wait(cast: Cast, client: Client) -> None:
    turned_on(client)
    other = Client()
    other.post("/sign-in", SIGN_IN)
    answers = [other.post("/sign-in/second-step", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_nothing_readable_lies_in_the_database(cast: Cast, client: Client, settings: Settings) -> None:
    secret, codes = turned_on(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    locked = SecondSteps().encrypt("a secret")
    assert SecondSteps().decrypt(locked) == "a secret"
    settings.SECRET_KEY = "another key of another installation kkkkkkkkkkkkkkkkk"
    other = Client()
    other.post("/sign-in", SIGN_IN)
    answer = other.post("/sign-in/second-step", {"code": codes[0]})
    assert answer.status_code == 422
    assert b"cannot be read any more" in answer.content


def test_the_picture_for_the_app_is_drawn_on_the_server(cast: Cast, client: Client) -> None:
    wide, path = qr_path("otpauth://totp/a?secret=B")
    assert (wide - 8 - 17) % 4 == 0, "as wide as such codes are, and a border of four"
    assert set(re.findall(r"M(\d+) (\d+)", path)) >= {("4", "4")}, "the corner of the code, behind its border"
    page = client.get("/account/second-step").content
    assert b'class="qr"' in page
    assert b"data:" not in page
    assert b"style=" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/account/address",
        "/account/passkeys/new",
        "/account/passkeys/1/name",
        "/account/passkeys/1/remove",
        "/account/second-step",
        "/account/recovery-codes/new",
    ],
)
def test_what_is_sensitive_asks_first_who_it_is(cast: Cast, path: str) -> None:
    client = cast.client("member")
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/prove?next=")
    assert client.post(answer["Location"], {"password": "wrong"}).status_code == 422
    answer = client.post(answer["Location"], {"password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert client.get(path).status_code in {200, 404, 422}


def test_whoever_has_no_password_shows_it_by_a_code_in_a_mail(cast: Cast) -> None:
    account = cast.accounts["member"]
    account.set_unusable_password()
    account.save()
    client = cast.client("member")
    answer = client.get("/account/password/first")
    assert answer["Location"].startswith("/account/prove/mail?next=")
    where = answer["Location"]
    assert client.post(where, {"code": "BCDF-GHJK"}).status_code == 422
    client.post(where, {"action": "send"})
    assert client.post(where, {"code": "BCDF-GHJK"}).status_code == 422
    answer = client.post(where, {"code": newest_code(ADDRESS)})
    assert answer["Location"] == "/account/password/first"
    given = {"password1": "four words and a chair", "password2": "four words and a chair"}
    assert client.post("/account/password/first", {**given, "password2": "x"}).status_code == 422
    client.post("/account/password/first", given)
    assert Account.objects.get(pk=account.pk).check_password("four words and a chair")


def test_three_wrong_codes_need_another_mail(cast: Cast) -> None:
    client = cast.client("member")
    client.post("/account/prove/mail", {"action": "send"})
    for _ in range(3):
        assert client.post("/account/prove/mail", {"code": "BCDF-GHJK"}).status_code == 422
    answer = client.post("/account/prove/mail", {"code": newest_code(ADDRESS)})
    assert answer.status_code == 422
    assert b"Have another one sent" in answer.content


def test_what_was_sent_before_one_was_asked_is_done_after_it(cast: Cast) -> None:
    client = cast.client("member")
    answer = client.post("/account/address", {"email": "new@example.org"})
    answer = client.post(answer["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/sign-in/address"
    assert posted("new@example.org")[0][0] == "service.address_code"

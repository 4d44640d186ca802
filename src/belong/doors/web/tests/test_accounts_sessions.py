"""Where somebody is signed in: the list, its end, and what it costs a page."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from belong.doors.web.accounts.device import device
from belong.doors.web.accounts.half_way import forget_run_out
from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.doors.web.tests.test_accounts import signed_in
from belong.ground.kernel.public import erasers, exporters, frozen, now
from belong.ground.people.public import Account

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)


def signed_in_by(agent: str, role: str = "member") -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/sign-in", {"login": f"{role}@example.org", "password": PASSWORD})
    assert signed_in(client)
    return client


def statements(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_each_device_is_listed_this_one_first(cast: Cast) -> None:
    here, phone = signed_in_by(FIREFOX), signed_in_by(PHONE)
    signed_in_by(FIREFOX, "author")
    page = here.get("/account/sessions").content.decode()
    assert page.index("Firefox on Linux") < page.index("This one.") < page.index("Safari on iPhone")
    assert page.count("Sign this device out") == 1
    assert UserSession.objects.count() == 3
    assert signed_in(phone)


def test_one_device_can_be_signed_out(cast: Cast) -> None:
    here, phone = signed_in_by(FIREFOX), signed_in_by(PHONE)
    other = UserSession.objects.get(user_agent=PHONE)
    author = signed_in_by(FIREFOX, "author")
    assert author.post(f"/account/sessions/{other.pk}/end").status_code == 404
    assert phone.get("/account").status_code == 200
    answer = here.post(f"/account/sessions/{other.pk}/end", follow=True)
    assert b"That device is signed out." in answer.content
    assert phone.get("/account").status_code == 303
    assert here.get("/account").status_code == 200


def test_all_others_can_be_signed_out_at_once(cast: Cast) -> None:
    here, phone, third = signed_in_by(FIREFOX), signed_in_by(PHONE), signed_in_by(FIREFOX)
    author = signed_in_by(PHONE, "author")
    answer = here.post("/account/sessions/end", follow=True)
    assert b"2 other devices are signed out." in answer.content
    assert [one.get("/account").status_code for one in (here, phone, third, author)] == [200, 303, 303, 200]
    assert b"nowhere else" in here.post("/account/sessions/end", follow=True).content


def test_a_new_password_takes_the_other_devices_from_the_list(cast: Cast) -> None:
    here, phone = signed_in_by(FIREFOX), signed_in_by(PHONE)
    new = "four words and a chair"
    here.post("/account/password", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert b"Safari on iPhone" not in here.get("/account/sessions").content
    assert phone.get("/account").status_code == 303


def test_the_last_use_is_written_once_an_hour_and_costs_other_pages_nothing(cast: Cast) -> None:
    plain, listed = cast.client("member"), signed_in_by(FIREFOX)
    assert statements(listed, "/groups/") == statements(plain, "/groups/")
    first = UserSession.objects.get(user_agent=FIREFOX).last_seen_at
    usual = statements(listed, "/groups/")
    with frozen(now() + timedelta(minutes=59)):
        assert statements(listed, "/groups/") == usual
    assert UserSession.objects.get(user_agent=FIREFOX).last_seen_at == first
    later = now() + timedelta(minutes=61)
    with frozen(later):
        assert statements(listed, "/groups/") > usual
        assert UserSession.objects.get(user_agent=FIREFOX).last_seen_at == later
        assert statements(listed, "/groups/") == usual


def test_a_session_from_before_there_was_a_list_comes_onto_it_at_its_next_use(cast: Cast) -> None:
    client = cast.client("member")
    session = client.session
    del session["seen"]
    Session.objects.filter(pk=session.session_key).update(session_data=session.encode(dict(session.items())))
    assert not UserSession.objects.exists()
    client.get("/groups/", headers={"User-Agent": FIREFOX})
    assert UserSession.objects.get().user_id == cast.accounts["member"].pk
    assert b"Firefox on Linux" in client.get("/account/sessions", headers={"User-Agent": FIREFOX}).content


def test_a_visitor_has_no_session(cast: Cast) -> None:
    Client().get("/sign-in")
    Client().get("/groups/")
    assert not Session.objects.exists()


def test_erasing_a_person_ends_their_sessions_and_takes_all_that_signed_them_in(cast: Cast) -> None:
    client = signed_in_by(FIREFOX)
    account = cast.accounts["member"]
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    told = exporters()["signing in"](account.person_id)
    assert [len(list(found)) for found in told.values()] == [1, 1, 0, 1]  # type: ignore[call-overload]
    assert "secret" not in str(told)
    before = Session.objects.count()
    for _, eraser in erasers().values():
        eraser(account.person_id)
    assert not Account.objects.filter(pk=account.pk).exists()
    assert not UserSession.objects.exists()
    assert not Authenticator.objects.exists()
    assert not EmailAddress.objects.exists()
    assert before - Session.objects.count() == 1
    assert client.get("/account").status_code == 303


def test_erasing_a_person_ends_what_was_begun_with_their_address(cast: Cast) -> None:
    account = cast.accounts["member"]
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    half, typed, elsewhere = Client(), Client(), Client()
    half.post("/sign-in", {"login": account.email, "password": PASSWORD})
    for client, address in ((typed, account.email.upper()), (elsewhere, f"x{account.email}")):
        client.post("/sign-in/code", {"email": address})
    author = signed_in_by(FIREFOX, "author")
    kept = {client.session.session_key for client in (elsewhere, author)}
    assert {half.session.session_key, typed.session.session_key} < {*Session.objects.values_list("pk", flat=True)}
    for _, eraser in erasers().values():
        eraser(account.person_id)
    assert kept == {*Session.objects.values_list("pk", flat=True)}


def test_sessions_that_ran_out_go_with_what_was_noted_of_the_device(cast: Cast) -> None:
    here, gone = signed_in_by(FIREFOX), signed_in_by(PHONE)
    run_out = Session.objects.filter(pk=gone.session.session_key)
    run_out.update(expire_date=now() - timedelta(hours=1))
    UserSession.objects.filter(user_agent=PHONE).update(last_seen_at=now() - timedelta(days=14))
    assert forget_run_out() == 1
    assert UserSession.objects.get().user_agent == FIREFOX
    assert here.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (FIREFOX, "Firefox on Linux"),
        (PHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36",
            "Chrome on Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Version/18 Safari/605", "Safari on Mac"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_devices_are_called_as_people_know_them(told: str, says: str) -> None:
    assert device(told) == says

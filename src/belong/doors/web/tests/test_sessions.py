"""Sessions are Django's, only found more cheaply."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client

from belong.doors.web.accounts.sessions import SessionStore
from belong.doors.web.tests.cast import Cast
from belong.ground.kernel.public import now


def test_what_is_kept_is_found_again(db: None) -> None:
    kept = SessionStore()
    kept["a"] = [1, "é"]
    kept.create()
    assert dict(SessionStore(kept.session_key).items()) == {"a": [1, "é"]}


def test_an_unknown_session_is_empty_and_its_key_is_not_taken_over(db: None) -> None:
    found = SessionStore("x" * 32)
    assert dict(found.items()) == {}
    assert found.session_key is None


def test_a_session_that_has_run_out_is_nobodys(cast: Cast) -> None:
    client = cast.client("member")
    assert client.get("/account").status_code == 200
    Session.objects.update(expire_date=now() - timedelta(hours=1))
    assert client.get("/account").status_code == 303


def test_a_session_that_was_tampered_with_is_nobodys(cast: Cast) -> None:
    client = cast.client("member")
    Session.objects.update(session_data="e30:forged:value")
    assert client.get("/account").status_code == 303
    assert Client().get("/account").status_code == 303

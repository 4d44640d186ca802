"""What every answer has in common, and what is said when something stands in the way."""

import pytest
from django.test import Client

from belong.community.discussions import public as discussions
from belong.doors.web.home import views as home
from belong.doors.web.middleware import CONTENT_SECURITY_POLICY
from belong.doors.web.shared import addresses
from belong.doors.web.tests.cast import Cast


@pytest.mark.parametrize("path", ["/", "/nowhere", "/health", "/static/web/mark.svg", "/sign-in"])
def test_every_answer_has_the_strict_content_policy(db: None, client: Client, path: str) -> None:
    answer = client.get(path)
    answer.close()
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_pages_are_kept_by_nobody_else(cast: Cast) -> None:
    answer = cast.client("member").get("/")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer["Vary"]


def test_a_static_file_may_be_kept(db: None, client: Client) -> None:
    answer = client.get("/static/web/mark.svg")
    answer.close()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "max-age=60, public"


def test_a_static_file_that_is_not_there_is_not_found(db: None, client: Client) -> None:
    assert client.get("/static/web/nothing.svg").status_code == 404


def test_the_icon_is_where_browsers_look_for_it(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert answer.content.startswith(b"<svg ")


def test_a_page_that_is_not_there_offers_strangers_the_way_in_and_back(db: None, client: Client) -> None:
    answer = client.get("/topics/00000000-0000-7000-8000-000000000000?after=1")
    assert answer.status_code == 404
    assert b'href="/sign-in?next=%2Ftopics%2F00000000-0000-7000-8000-000000000000%3Fafter%3D1"' in answer.content


def test_a_refusal_says_why_and_gives_the_text_back(cast: Cast) -> None:
    answer = cast.client("member").post(
        f"/groups/{cast.names['den']}/ask", {"title": "A title", "body": "A <long> text"}
    )
    assert answer.status_code == 403
    assert b"Only the members of this group write in it." in answer.content
    assert b"A title\n\nA &lt;long&gt; text</textarea>" in answer.content


def test_a_form_that_is_too_old_gives_the_text_back_but_no_password(cast: Cast) -> None:
    client = cast.client("member", enforce_csrf_checks=True)
    answer = client.post(
        f"/topics/{cast.names['club_topic']}/answers", {"body": "A long thought.", "password": "se-cret"}
    )
    assert answer.status_code == 403
    assert b"That form was too old" in answer.content
    assert b"A long thought.</textarea>" in answer.content
    assert b"se-cret" not in answer.content


def test_an_error_of_ours_is_said_plainly(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> str:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(home, "_greeting", broken)
    client = cast.client("member")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert b"Something broke on our side" in answer.content
    assert b"a secret detail" not in answer.content
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_a_foreign_host_name_is_answered_without_looking_anybody_up(db: None, client: Client) -> None:
    answer = client.get("/", HTTP_HOST="elsewhere.example")
    assert answer.status_code == 400
    assert b"We could not read that request" in answer.content
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_a_write_says_once_what_happened(cast: Cast) -> None:
    client = cast.client("member")
    answer = client.post(f"/groups/{cast.names['club']}/join", follow=True)
    assert b"You are in this group now." in answer.content
    assert b"You are in this group now." not in client.get(f"/groups/{cast.names['club']}/").content


def test_addresses_are_those_of_the_url_table(cast: Cast) -> None:
    client = cast.client("member")
    for path in (
        addresses.group(str(cast.names["open"])),
        addresses.topic(cast.names["open_topic"]),
        addresses.person(cast.names["person"]),
    ):
        assert client.get(path).status_code == 200
    assert addresses.with_query("/a", after=None, hour=0, as_of="", q="é&") == "/a?hour=0&q=%C3%A9%26"


def test_the_first_page_is_another_for_strangers_members_and_hosts(cast: Cast) -> None:
    discussions.ask(actor=cast.actor("member"), group=str(cast.names["club"]), title="May I?", body="?")
    stranger, member, host = (cast.client(role).get("/").content.decode() for role in ("stranger", "member", "host"))
    assert "Become a member" in stranger
    assert "How does the open work?" in stranger
    assert "How does the club work?" not in stranger
    assert ", Member Doe" in member
    assert "How does the club work?" in member
    assert "How does the den work?" not in member
    assert "nobody has greeted them yet" not in member
    assert "are new, and nobody has greeted them yet." in host
    assert "How does the vault work?" not in host

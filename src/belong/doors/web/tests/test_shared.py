"""The parts of which pages are made."""

import gzip
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from belong.doors.web.shared import style
from belong.doors.web.shared.csrf import Token
from belong.doors.web.shared.environment import number
from belong.doors.web.shared.faces import face
from belong.doors.web.shared.facts import ALONE, DEEDS
from belong.doors.web.shared.lists import listed
from belong.doors.web.shared.times import day_text, duration, exact, time_element
from belong.ground.kernel.public import frozen
from belong.ground.ledger.public import words
from belong.ground.people.public import open_account

OWN_STYLE_OR_SCRIPT = r'style=|<style|<script(?! type="(module" src=|application/ld\+json"))|\son[a-z]+='
NOW = datetime(2024, 6, 3, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2024, 6, 3, 9, 5, tzinfo=UTC), "today at 09:05"),
        (datetime(2024, 6, 2, 23, 59, tzinfo=UTC), "yesterday at 23:59"),
        (datetime(2024, 1, 9, tzinfo=UTC), "9 January"),
        (datetime(2016, 6, 3, tzinfo=UTC), "3 June 2016"),
    ],
)
def test_a_time_is_said_as_people_say_it_with_the_exact_one_on_hover(at: datetime, said: str) -> None:
    with frozen(NOW):
        html = time_element(at)
    assert html == f'<time datetime="{at.isoformat()}" title="{exact(at)}">{said}</time>'


def test_exact_times_and_days_are_full() -> None:
    assert exact(NOW) == "3 June 2024, 18:30"
    assert day_text(date(2024, 12, 31)) == "31 December 2024"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "–"),
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (23_640, "6 h 34 min"),
        (90_000, "1 d 1 h"),
        (86_459, "1 d"),
        (7_259, "2 h"),
    ],
)
def test_a_wait_is_said_in_its_two_largest_units(seconds: float | None, said: str) -> None:
    assert duration(seconds) == said


def test_numbers_have_their_thousands_apart() -> None:
    assert number(1_234_567) == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"


@pytest.mark.parametrize(
    ("language", "written"), [("en", "1\N{NO-BREAK SPACE}234.5"), ("de", "1\N{NO-BREAK SPACE}234,5")]
)
def test_parts_of_a_number_stand_behind_the_sign_of_the_language(language: str, written: str) -> None:
    with override(language):
        assert (number(1234.5), number(1234)) == (written, "1\N{NO-BREAK SPACE}234")


def test_a_face_shows_initials_and_escapes_them() -> None:
    assert ">AB<" in face("Ana de Bruin")
    assert ">Ö<" in face("öse")
    assert "&lt;" in face("<")
    assert face("Ana") == face("Ana")


@pytest.mark.parametrize("name", ["", " ", "🙂", "\ud800"])
def test_a_face_is_made_of_any_name(name: str) -> None:
    assert 'aria-hidden="true"' in face(name)


def test_the_token_is_made_once_and_only_when_it_is_shown() -> None:
    request = RequestFactory().get("/")
    token = Token(request)
    assert "CSRF_COOKIE" not in request.META
    assert token.__html__() == token.__html__()
    assert "CSRF_COOKIE" in request.META


def test_the_style_sheet_is_kept_for_ever_under_its_present_name_only(db: None, client: Client) -> None:
    answer = client.get(style.address(), HTTP_ACCEPT_ENCODING="gzip")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert gzip.decompress(answer.content) == style.content()
    assert client.get(style.address()).content == style.content()
    assert client.get("/style/0123456789abcdef.css").status_code == 404


def test_every_kind_of_fact_has_words() -> None:
    assert set(DEEDS) == set(words())
    assert set(ALONE) <= set(DEEDS)


def test_every_style_rule_is_in_a_layer_and_no_template_has_a_style_of_its_own() -> None:
    for path in style.WEB.glob("*/templates/**/*.css"):
        assert path.read_text().startswith("@layer "), path
    for path in style.WEB.glob("*/templates/**/*"):
        if path.suffix in {".jinja", ".html"}:
            assert not re.search(OWN_STYLE_OR_SCRIPT, path.read_text()), path


@pytest.mark.parametrize(
    ("things", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_several_things_are_listed_as_one_says_them(things: list[str], said: str) -> None:
    assert listed(things) == said


def test_a_member_without_a_name_is_greeted_and_finds_their_account(db: None) -> None:
    client = Client()
    client.force_login(open_account(email="joe@example.org"))
    for path, title in (
        ("/", r"Good (morning|afternoon|evening)"),
        ("/account", "Your account"),
        ("/welcome", "Welcome"),
    ):
        page = client.get(path).content.decode()
        assert re.search(rf"<h1>{title}</h1>", page)
        assert '<span class="person-name">Your account</span>' in page

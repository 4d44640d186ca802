"""Signing up accepts the texts that hold: shown there, ticked, and recorded once the address is proved."""

import pytest
from django.test import Client

from belong.doors.web.tests.cast import PASSWORD
from belong.doors.web.tests.posted import newest_code
from belong.ground.groups.public import actor_for
from belong.ground.ledger.public import history
from belong.ground.people.public import Account, Actor
from belong.ground.settings import public as settings

NEW = {"name": "Nora New", "email": "nora@example.org", "password1": PASSWORD}
TICKED = {"terms": "on", "terms_version": "1", "privacy": "on", "privacy_version": "1"}
HOUSE = Actor.system_run("test")


@pytest.fixture
def texts(db: None) -> None:
    for key in ("values", "terms", "privacy", "imprint"):
        settings.publish_text(actor=HOUSE, key=key, source=f"The {key} of *ours*.")


def accepted(account: Account) -> int:
    return [fact.word for fact in history(person=account.person_id).items].count("text_accepted")


@pytest.mark.parametrize("path", ["/sign-up", "/sign-up/passkey"])
def test_the_page_shows_terms_and_privacy_to_read_and_to_tick(texts: None, client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    for key in ("terms", "privacy"):
        assert f'name="{key}" required' in page
        assert f"The {key} of <em>ours</em>." in page
        assert f'href="/about/{key}"' in page
    assert "The values of" not in page
    assert "The imprint of" not in page


def test_without_a_tick_nobody_signs_up_and_nothing_typed_is_lost(texts: None, client: Client) -> None:
    answer = client.post("/sign-up", {**NEW, **TICKED, "privacy": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert '<a href="#id_privacy">' in page
    assert 'id="id_privacy-error"' in page
    assert 'value="Nora New"' in page
    assert 'name="terms" checked' in page
    assert not Account.objects.exists()


def test_a_text_that_changed_meanwhile_is_read_anew(texts: None, client: Client) -> None:
    settings.publish_text(actor=HOUSE, key="terms", source="Other terms.")
    answer = client.post("/sign-up", {**NEW, **TICKED})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This text was changed meanwhile" in page
    assert 'name="terms_version" value="2"' in page
    assert 'name="terms" checked' not in page
    assert not Account.objects.exists()
    assert client.post("/sign-up", {**NEW, **TICKED, "terms_version": "2"}).status_code == 302


def test_a_text_that_was_not_there_yet_is_asked_for_in_words_that_say_so(texts: None, client: Client) -> None:
    answer = client.post("/sign-up", NEW)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.partition('role="alert"')[2].partition("</ul>")[0].count("Tick this to accept it") == 2
    assert "This field is required" not in page
    assert 'name="terms_version" value="1"' in page
    answer = client.post("/sign-up", {**NEW, "terms": "on", "privacy": "on"})
    assert (answer.status_code, answer.content.decode().count('name="terms" checked')) == (422, 0)
    assert not Account.objects.exists()


def test_what_was_ticked_counts_from_when_the_address_is_proved(texts: None, client: Client) -> None:
    client.post("/sign-up", {**NEW, **TICKED})
    account = Account.objects.get()
    assert accepted(account) == 0
    client.post("/sign-in/address", {"code": newest_code("nora@example.org")})
    assert accepted(account) == 2
    assert [card.key for card in settings.texts_to_accept(actor_for(account.pk))] == ["values"]
    assert "The terms of" not in client.get("/welcome/values").content.decode()


def test_a_text_that_changes_before_the_address_is_proved_is_asked_for_again(texts: None, client: Client) -> None:
    client.post("/sign-up", {**NEW, **TICKED})
    settings.publish_text(actor=HOUSE, key="terms", source="Other terms.")
    client.post("/sign-in/address", {"code": newest_code("nora@example.org")})
    account = Account.objects.get()
    assert accepted(account) == 1
    assert {card.key for card in settings.texts_to_accept(actor_for(account.pk))} == {"terms", "values"}


def test_whoever_proves_the_address_elsewhere_has_accepted_nothing(texts: None, client: Client) -> None:
    client.post("/sign-up", {**NEW, **TICKED})
    other = Client()
    other.post("/sign-in/code", {"email": "nora@example.org"})
    other.post("/sign-in/code/typed", {"code": newest_code("nora@example.org")})
    account = Account.objects.get()
    assert not account.must_prove
    assert accepted(account) == 0
    assert {card.key for card in settings.texts_to_accept(actor_for(account.pk))} == {"terms", "privacy", "values"}


def test_where_nothing_is_published_nothing_is_asked(db: None, client: Client) -> None:
    assert 'type="checkbox"' not in client.get("/sign-up").content.decode()
    assert client.post("/sign-up", NEW).status_code == 302

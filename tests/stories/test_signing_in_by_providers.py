"""Round trips with real providers, each a process of its own: there, back again, and what comes of it."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from belong.doors.web.accounts.caring import check_providers
from belong.doors.web.accounts.providers import read
from belong.doors.web.tests.cast import PASSWORD, Cast, assemble
from belong.doors.web.tests.posted import forget_posted, newest_code, posted
from belong.doors.web.tests.test_accounts import signed_in
from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import settled
from belong.ground.people import public as people
from belong.ground.people.models import Identity
from belong.ground.people.public import Account
from belong.ground.settings import public as texts
from tests.providers import free_port, openid_provider, saml_provider

ANA = {"sub": "ana", "name": "Ana Ash", "email": "ana@example.org", "email_verified": True}
BEN = {"sub": "ben", "name": "Ben Birch", "email": "ben@example.org", "email_verified": False}
MEMBER = {"sub": "mem", "name": "Somebody", "email": "member@example.org", "email_verified": True}
CAL = {"sub": "cal"}


@pytest.fixture(scope="module")
def city() -> Iterator[str]:
    with openid_provider(ANA, BEN, MEMBER, CAL) as where:
        yield where


@pytest.fixture(scope="module")
def uni() -> Iterator[str]:
    with saml_provider() as where:
        yield where


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = assemble()
    forget_posted()
    return made


def browser() -> Client:
    """As a real one, it says which host it wants."""
    return Client(headers={"Host": "testserver"})


def named(settings: Settings, **provider: object) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = read(json.dumps([provider]))


def by_openid(settings: Settings, where: str, *, trusted: bool = False) -> None:
    named(
        settings, kind="openid", id="city", name="City of Ulm", server=where, client_id="belong", client_secret="s",
        trusted=trusted,
    )  # fmt: skip


def by_saml(settings: Settings, where: str, *, trusted: bool = False) -> None:
    named(
        settings, kind="saml", id="uni", name="University", entity=where, metadata=f"{where}/metadata",
        attributes={"email": "mail", "name": "displayName"}, trusted=trusted,
    )  # fmt: skip


def leave(client: Client, path: str, **data: str) -> str:
    """Press the button; our page leads on to the provider."""
    answer = client.post(path, data)
    assert answer.status_code == 200
    found = re.search(r'<a class="button" href="([^"]+)"', answer.content.decode())
    assert found is not None
    return unescape(found[1])


def back(client: Client, sub: str, **data: str) -> str:
    """To the City, say there who one is, and back; gives where Belong leads on."""
    there = leave(client, "/sign-in/with/openid/city", **data)
    answer = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10)
    parts = urlsplit(answer.headers["Location"])
    assert parts.path == "/sign-in/with/openid/city/back"
    return client.get(f"{parts.path}?{parts.query}")["Location"]


def test_who_the_city_vouches_for_becomes_a_member_at_once(cast: Cast, city: str, settings: Settings) -> None:
    by_openid(settings, city, trusted=True)
    client = browser()
    assert b"Go on with City of Ulm" in client.get("/sign-in").content
    assert back(client, "ana", next="/groups/") == "/groups/"
    assert signed_in(client)
    account = Account.objects.get(email="ana@example.org")
    assert not account.has_usable_password()
    assert not account.must_prove
    assert people.person_cards([account.person_id])[account.person_id].name == "Ana Ash"
    assert Identity.objects.filter(person=account.person_id, source="mail", key="ana@example.org").exists()
    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid, kept.extra_data) == (
        "city",
        "ana",
        {"name": "Ana Ash", "email": "ana@example.org"},
    )
    again = browser()
    assert back(again, "ana") == "/"
    assert signed_in(again)
    assert Account.objects.filter(email="ana@example.org").count() == 1


@pytest.mark.parametrize(("sub", "trusted"), [("ana", False), ("ben", False), ("ben", True)])
def test_an_address_that_nobody_trusted_vouches_for_is_confirmed_by_a_code(
    cast: Cast, city: str, settings: Settings, sub: str, trusted: bool
) -> None:
    by_openid(settings, city, trusted=trusted)
    client, address = browser(), f"{sub}@example.org"
    assert back(client, sub) == "/sign-in/address"
    assert not signed_in(client)
    assert not Identity.objects.filter(key=address).exists()
    client.post("/sign-in/address", {"code": newest_code(address)})
    assert signed_in(client)
    assert Identity.objects.filter(key=address).exists()


def test_what_the_provider_does_not_tell_is_asked(cast: Cast, city: str, settings: Settings) -> None:
    by_openid(settings, city)
    client = browser()
    assert back(client, "cal") == "/sign-up/with"
    assert client.post("/sign-up/with", {"name": "", "email": "nowhere"}).status_code == 422
    answer = client.post("/sign-up/with", {"name": "Cal Cedar", "email": "cal@example.org"})
    assert answer["Location"] == "/sign-in/address"
    client.post("/sign-in/address", {"code": newest_code("cal@example.org")})
    assert signed_in(client)
    assert SocialAccount.objects.get().user.email == "cal@example.org"


def test_who_tells_little_accepts_the_terms_there_and_who_tells_all_on_the_next_page(
    cast: Cast, city: str, settings: Settings
) -> None:
    texts.publish_text(actor=cast.actor("owner"), key="terms", source="Our terms.")
    by_openid(settings, city, trusted=True)
    told = browser()
    assert back(told, "ana") == "/welcome"
    assert "Our terms." in told.get("/welcome/values").content.decode()
    client, given = browser(), {"name": "Cal Cedar", "email": "cal@example.org", "terms_version": "1"}
    back(client, "cal")
    assert client.post("/sign-up/with", given).status_code == 422
    client.post("/sign-up/with", {**given, "terms": "on"})
    client.post("/sign-in/address", {"code": newest_code("cal@example.org")})
    accepted = {
        name: [
            card.key for card in texts.texts_to_accept(actor_for(Account.objects.get(email=f"{name}@example.org").pk))
        ]
        for name in ("ana", "cal")
    }
    assert accepted == {"ana": ["terms", "values"], "cal": ["values"]}


def test_a_provider_that_is_not_trusted_opens_no_account_that_stands(cast: Cast, city: str, settings: Settings) -> None:
    """It looks as if a code had been sent, and the account's owner hears of it."""
    by_openid(settings, city)
    client = browser()
    assert back(client, "mem") == "/sign-in/address"
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    assert posted("member@example.org") == [("service.known_address", {})]


def test_a_trusted_one_signs_its_owner_in(cast: Cast, city: str, settings: Settings) -> None:
    by_openid(settings, city, trusted=True)
    client = browser()
    assert back(client, "mem") == "/"
    assert signed_in(client)
    assert SocialAccount.objects.get().user_id == cast.accounts["member"].pk


def test_where_the_way_in_is_closed_a_provider_opens_no_account(cast: Cast, city: str, settings: Settings) -> None:
    by_openid(settings, city)
    with settled(joining="invitation"):
        client = browser()
        there = leave(client, "/sign-in/with/openid/city")
        answer = requests.post(there, data={"sub": "ana"}, allow_redirects=False, timeout=10)
        parts = urlsplit(answer.headers["Location"])
        page = client.get(f"{parts.path}?{parts.query}")
    assert b"Membership is by invitation" in page.content
    assert not Account.objects.filter(email="ana@example.org").exists()


def test_one_who_turns_back_and_one_whose_answer_is_stale_are_told(cast: Cast, city: str, settings: Settings) -> None:
    by_openid(settings, city)
    client = browser()
    there = leave(client, "/sign-in/with/openid/city")
    refused = requests.post(there, data={"action": "deny"}, allow_redirects=False, timeout=10)
    parts = urlsplit(refused.headers["Location"])
    state = parse_qs(urlsplit(there).query)["state"][0]  # which this provider forgets where somebody turns back
    answer = client.get(f"{parts.path}?{parts.query}&state={state}", follow=True)
    assert b"You turned back" in answer.content
    there = leave(client, "/sign-in/with/openid/city")
    said = requests.post(there, data={"sub": "ana"}, allow_redirects=False, timeout=10)
    parts = urlsplit(said.headers["Location"])
    stranger = browser().get(f"{parts.path}?{parts.query}")
    assert stranger.status_code == 422
    assert b"Signing in did not work" in stranger.content
    assert not SocialAccount.objects.exists()


def test_a_member_adds_an_outside_account_and_takes_it_away_again(cast: Cast, city: str, settings: Settings) -> None:
    by_openid(settings, city)
    client = browser()
    client.post("/sign-in", {"login": "member@example.org", "password": PASSWORD})
    assert back(client, "ana", process="connect") == "/account/signing-in"
    page = client.get("/account/signing-in").content
    assert b"ana@example.org" in page
    assert b"Go on with City of Ulm" not in page
    other = browser()
    back(other, "ana")
    assert b"Member Doe" in other.get("/account").content
    number = SocialAccount.objects.get().pk
    author = browser()
    author.post("/sign-in", {"login": "author@example.org", "password": PASSWORD})
    assert author.post(f"/account/outside/{number}/remove").status_code == 404
    answer = client.post(f"/account/outside/{number}/remove", follow=True)
    assert b"This way in is removed." in answer.content
    assert not SocialAccount.objects.exists()


def sent_back(client: Client, uid: str, mail: str, name: str, **more: str) -> str:
    """To the University and back by its form; gives where Belong leads on, or "" where it shows a page."""
    there = leave(client, "/sign-in/with/saml/uni")
    page = requests.get(there, params={"uid": uid, "mail": mail, "name": name, **more}, timeout=10).text
    found = re.search(r'action="([^"]+)"><input name="SAMLResponse" value="([^"]+)"', page)
    assert found is not None
    answer = client.post(urlsplit(found[1]).path, {"SAMLResponse": found[2]})
    assert answer.status_code == 302
    finished = client.get(answer["Location"])
    return finished.get("Location", "") if finished.status_code == 302 else str(finished.status_code)


def test_who_the_university_vouches_for_becomes_a_member_and_comes_again(
    cast: Cast, uni: str, settings: Settings
) -> None:
    by_saml(settings, uni, trusted=True)
    client = browser()
    assert sent_back(client, "u-17", "dora@example.org", "Dora Dale") == "/welcome"
    assert signed_in(client)
    account = Account.objects.get(email="dora@example.org")
    assert people.person_cards([account.person_id])[account.person_id].name == "Dora Dale"
    assert Identity.objects.filter(person=account.person_id, key="dora@example.org").exists()
    again = browser()
    assert sent_back(again, "u-17", "dora@example.org", "Dora Dale") == "/"
    assert signed_in(again)


def test_without_trust_the_universitys_word_about_an_address_needs_a_code(
    cast: Cast, uni: str, settings: Settings
) -> None:
    by_saml(settings, uni)
    client = browser()
    assert sent_back(client, "u-18", "dan@example.org", "Dan Dale") == "/sign-in/address"
    client.post("/sign-in/address", {"code": newest_code("dan@example.org")})
    assert signed_in(client)


def test_an_answer_that_somebody_else_signed_lets_nobody_in(cast: Cast, uni: str, settings: Settings) -> None:
    by_saml(settings, uni, trusted=True)
    client = browser()
    assert sent_back(client, "u-17", "member@example.org", "Forger", forged="1") == "422"
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_the_university_can_read_what_it_has_to_know_of_us(cast: Cast, uni: str, settings: Settings) -> None:
    by_saml(settings, uni)
    said = browser().get("/sign-in/with/saml/uni/metadata")
    assert said["Content-Type"] == "text/xml"
    assert b"/sign-in/with/saml/uni/back" in said.content
    assert browser().get("/sign-in/with/saml/uni/leave")["Location"] == "/sign-out"


@pytest.mark.parametrize("way", [by_openid, by_saml])
def test_a_provider_that_does_not_answer_is_no_dead_end(
    cast: Cast, settings: Settings, way: Callable[[Settings, str], None]
) -> None:
    way(settings, f"http://127.0.0.1:{free_port()}")
    path = "/sign-in/with/openid/city" if way is by_openid else "/sign-in/with/saml/uni"
    answer = browser().post(path)
    assert answer.status_code == 503
    assert b"does not answer" in answer.content
    assert b"Other ways in" in answer.content


def test_the_doctor_says_which_provider_does_not_answer(city: str, uni: str, settings: Settings) -> None:
    by_openid(settings, city)
    assert check_providers().ok
    by_saml(settings, uni)
    assert check_providers().ok
    by_openid(settings, f"http://127.0.0.1:{free_port()}")
    found = check_providers()
    assert not found.ok
    assert "City of Ulm" in found.says
    assert "BELONG_SIGN_IN_PROVIDERS" in found.remedy
    settings.SOCIALACCOUNT_PROVIDERS = read("")
    assert check_providers().ok

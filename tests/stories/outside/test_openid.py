"""Coming by a provider that speaks OpenID Connect."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from pytest_django import Settings

from belong.doors.web.tests.cast import PASSWORD, Cast
from belong.doors.web.tests.posted import newest_code, posted
from belong.doors.web.tests.test_accounts import signed_in
from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import settled
from belong.ground.people import public as people
from belong.ground.people.models import Identity
from belong.ground.people.public import Account
from belong.ground.settings import public as texts
from tests.stories.outside.guests import back, browser, by_openid, leave


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

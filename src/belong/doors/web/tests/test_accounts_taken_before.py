"""Somebody signs up with an address that is not theirs, and waits until its reader comes."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import Client, RequestFactory
from pytest_django import Settings

from belong.doors.web.accounts.providers import read
from belong.doors.web.tests.cast import PASSWORD
from belong.doors.web.tests.posted import newest_code, posted
from belong.doors.web.tests.test_accounts import NEW, signed_in
from belong.doors.web.tests.test_accounts_codes import FOUR
from belong.doors.web.tests.test_accounts_providers import CITY
from belong.ground.people.public import Account

HERS = "nora@example.org"


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}


@pytest.fixture
def other(db: None) -> Client:
    """The browser of whoever signed up with her address, and prepared further ways in."""
    client = Client()
    client.post("/sign-up", NEW)
    account = Account.objects.get()
    SocialAccount.objects.create(user=account, provider="elsewhere", uid="theirs")
    Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "theirs"})
    return client


def by_code(client: Client) -> None:
    client.post("/sign-in/code", {"email": HERS})
    client.post("/sign-in/code/typed", {"code": newest_code(HERS)})


def by_link(client: Client) -> None:
    client.post("/sign-in/forgotten", {"email": HERS})
    asked = client.get(posted(HERS)[-1][1]["path"])
    client.post(asked["Location"], FOUR)


def test_signing_in_by_a_code_leaves_nothing_of_who_signed_up_before(other: Client, client: Client) -> None:
    by_code(client)
    assert b"counts no more" in client.get("/account").content
    assert signed_in(client)
    assert not Account.objects.get().must_prove
    assert not signed_in_by_password(PASSWORD)
    assert not SocialAccount.objects.exists()
    assert not Authenticator.objects.exists()


def test_a_new_password_leaves_nothing_of_who_signed_up_before(other: Client, client: Client) -> None:
    by_link(client)
    assert not Account.objects.get().must_prove
    assert not signed_in_by_password(PASSWORD)
    assert signed_in_by_password(FOUR["password1"])
    assert not SocialAccount.objects.exists()
    assert not Authenticator.objects.exists()


def test_what_is_hers_stays_when_she_signs_in_by_a_code(client: Client, db: None) -> None:
    client.post("/sign-up", NEW)
    client.post("/sign-in/address", {"code": newest_code(HERS)})
    SocialAccount.objects.create(user=Account.objects.get(), provider="elsewhere", uid="hers")
    client.post("/sign-out")
    by_code(client)
    assert b"counts no more" not in client.get("/account").content
    assert signed_in(client)
    assert signed_in_by_password(PASSWORD)
    assert SocialAccount.objects.exists()


def test_whom_a_trusted_provider_names_by_the_address_keeps_nothing_of_who_signed_up_before(
    other: Client, rf: RequestFactory, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = read(json.dumps([{**CITY, "trusted": True}]))
    request = rf.get("/")
    told = SocialLogin(
        user=Account(email=HERS),
        account=SocialAccount(provider="city", uid="hers"),
        email_addresses=[EmailAddress(email=HERS, verified=True)],
        provider=get_adapter().get_provider(request, "city"),
    )
    told.lookup()
    assert told.is_existing
    get_adapter().pre_social_login(request, told)
    assert not SocialAccount.objects.exists()
    assert not Authenticator.objects.exists()


def signed_in_by_password(password: str) -> bool:
    client = Client()
    client.post("/sign-in", {"login": HERS, "password": password})
    return signed_in(client)

"""To a provider and back in a real browser: the content policy lets it happen, with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.accounts.providers import read
from belong.ground.people.models import Account
from tests.providers import openid_provider

ANA = {"sub": "ana", "name": "Ana Ash", "email": "ana@example.org", "email_verified": True}


@pytest.fixture
def city(settings: Settings) -> Iterator[str]:
    with openid_provider(ANA) as where:
        settings.SOCIALACCOUNT_PROVIDERS = read(
            '[{"kind": "openid", "id": "city", "name": "City of Ulm", "client_id": "belong", "client_secret": "s", '
            f'"trusted": true, "server": "{where}"}}]'
        )
        yield where


@pytest.mark.parametrize("scripts", [True, False])
def test_the_city_says_who_somebody_is(clone_server: LiveServer, city: str, browser: Browser, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.set_default_timeout(10_000)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"{clone_server.url}/sign-in?next=/groups/")
    page.get_by_role("button", name="Go on with City of Ulm").click()
    page.wait_for_url(f"{city}/**")
    page.get_by_role("button", name="ana").click()
    page.wait_for_url(f"{clone_server.url}/groups/")
    expect(page.get_by_role("link", name="Ana Ash")).to_be_visible()
    assert refused == []
    assert Account.objects.get().email == "ana@example.org"
    context.close()

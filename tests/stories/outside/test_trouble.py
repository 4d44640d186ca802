"""Turning back, stale answers, providers that are silent."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from pytest_django import Settings

from belong.doors.web.accounts.caring import check_providers
from belong.doors.web.accounts.providers import read
from belong.doors.web.tests.cast import Cast
from tests.providers import free_port
from tests.stories.outside.guests import browser, by_openid, by_saml, leave


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

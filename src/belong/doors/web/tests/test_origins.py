"""Tries are counted by where they come from, which nobody can invent: what the proxies in front of us saw."""

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from belong.doors.web.shared.pace import too_fast

pytestmark = pytest.mark.django_db
PROXY = "127.0.0.1"


def tried(forwarded: str = "", address: str = PROXY) -> bool:
    """One more try, of which two are let through."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else None
    request = RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)
    return too_fast(request, "tests", most=2)


def test_behind_a_proxy_each_address_that_it_saw_counts_for_itself(settings: Settings) -> None:
    settings.PROXIES = 1
    assert [tried(f"10.0.0.{number}, 203.0.113.7") for number in range(3)] == [False, False, True]
    assert tried("203.0.113.7, 203.0.113.8") is False


def test_behind_two_proxies_the_outer_one_is_believed(settings: Settings) -> None:
    settings.PROXIES = 2
    assert [tried(f"10.0.0.{number}, 203.0.113.7, 192.0.2.1") for number in range(3)] == [False, False, True]
    assert tried("203.0.113.8, 192.0.2.1") is False


def test_without_a_proxy_nobody_says_where_they_come_from(settings: Settings) -> None:
    settings.PROXIES = 0
    assert [tried(f"10.0.0.{number}", "203.0.113.7") for number in range(3)] == [False, False, True]
    assert tried("203.0.113.7", "203.0.113.8") is False


def test_who_came_past_the_outer_proxy_is_taken_as_they_connect(settings: Settings) -> None:
    settings.PROXIES = 2
    assert [tried(f"10.0.0.{number}", "203.0.113.7") for number in range(3)] == [False, False, True]


def test_a_household_is_one_place_however_many_addresses_it_has(settings: Settings) -> None:
    settings.PROXIES = 1
    assert [tried(f"2001:db8:1:2::{number}") for number in range(1, 4)] == [False, False, True]
    assert tried("2001:db8:1:3::1") is False


def test_an_older_address_counts_for_itself_however_it_is_written(settings: Settings) -> None:
    settings.PROXIES = 0
    assert [tried(address="::ffff:203.0.113.7") for _number in range(3)] == [False, False, True]
    assert tried(address="203.0.113.7") is True
    assert tried(address="::ffff:203.0.113.8") is False


def test_wrong_passwords_are_counted_the_same_way(settings: Settings, client: Client) -> None:
    settings.PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def sign_in(number: int, forwarded: str) -> int:
        form = {"login": f"nobody-{number}@example.org", "password": "some wrong words"}
        return client.post("/sign-in", form, headers={"X-Forwarded-For": forwarded}).status_code

    found = [sign_in(number, f"10.0.0.{number}, 203.0.113.7") for number in range(11)]
    assert found == [422] * 10 + [429]
    assert sign_in(11, "203.0.113.8") == 422

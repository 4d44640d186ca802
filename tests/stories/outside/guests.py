"""Who comes from outside, and how a browser goes there and back."""

import json
import re
from html import unescape
from urllib.parse import urlsplit

import requests
from django.test import Client
from pytest_django import Settings

from belong.doors.web.accounts.providers import read

ANA = {"sub": "ana", "name": "Ana Ash", "email": "ana@example.org", "email_verified": True}


BEN = {"sub": "ben", "name": "Ben Birch", "email": "ben@example.org", "email_verified": False}


MEMBER = {"sub": "mem", "name": "Somebody", "email": "member@example.org", "email_verified": True}


CAL = {"sub": "cal"}


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

"""What the operator writes about providers: what it makes, and what is said where it cannot be used."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from belong.doors.web.accounts.providers import WrongProvider, read

CITY: dict[str, Any] = {
    "kind": "openid", "id": "city", "name": "City", "server": "https://login.example.org/", "client_id": "belong",
    "client_secret": "s",
}  # fmt: skip
UNI: dict[str, Any] = {
    "kind": "saml", "id": "uni", "name": "University", "entity": "https://idp.example.org",
    "metadata": "https://idp.example.org/metadata",
}  # fmt: skip


def test_two_providers_become_what_the_library_reads() -> None:
    made = read(json.dumps([CITY, {**UNI, "trusted": True, "attributes": {"email": "mail"}}]))
    assert made["openid_connect"]["APPS"] == [
        {
            "provider_id": "city",
            "name": "City",
            "client_id": "belong",
            "secret": "s",
            "settings": {
                "server_url": "https://login.example.org",
                "oauth_pkce_enabled": True,
                "email_authentication": False,
            },
        }
    ]
    assert made["saml"]["APPS"][0]["settings"] == {
        "idp": {"entity_id": "https://idp.example.org", "metadata_url": "https://idp.example.org/metadata"},
        "advanced": {"allow_single_label_domains": True},
        "attribute_mapping": {"email": "mail"},
        "email_authentication": True,
        "verified_email": True,
    }


def test_nothing_named_is_no_provider() -> None:
    assert read("") == read("[]") == {}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("{", "this is no JSON"),
        ('{"kind": "openid"}', "write a list of providers"),
        (json.dumps([{**CITY, "kind": "oauth"}]), "provider city: kind is 'oauth'; use openid or saml."),
        (json.dumps([{**CITY, "secret": "s"}]), "provider city: secret is not known"),
        (json.dumps([{**CITY, "id": "Big City"}]), "use small letters, digits and hyphens"),
        (json.dumps([{**CITY, "client_secret": ""}]), "provider city: client_secret is missing."),
        (json.dumps([{**CITY, "server": "http://login.example.org"}]), "begins with https://"),
        (json.dumps([{**CITY, "trusted": "yes"}]), "use true or false"),
        (json.dumps([CITY, CITY]), "two providers have the id 'city'"),
        (json.dumps([{**UNI, "attributes": {"mail": "email"}}]), "attributes has mail"),
        (json.dumps([{**UNI, "attributes": ["mail"]}]), "attributes names an attribute"),
        (json.dumps([{key: UNI[key] for key in ("kind", "id", "name", "entity")}]), "sign_in is missing"),
        (json.dumps([{"kind": "saml"}]), "provider 1: id is missing."),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(given: str, says: str) -> None:
    with pytest.raises(WrongProvider) as wrong:
        read(given)
    assert says in str(wrong.value)


def test_the_doctor_says_it_too_and_nothing_starts(tmp_path: Any) -> None:
    surroundings = {**os.environ, "BELONG_SIGN_IN_PROVIDERS": '[{"kind": "oauth", "id": "city"}]'}
    command = [sys.executable, "-m", "belong.doors.cli", "--home", str(tmp_path), "doctor"]
    ended = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert (
        "BELONG_SIGN_IN_PROVIDERS: provider city: kind is 'oauth'; use openid or saml." in ended.stdout + ended.stderr
    )
    assert "Traceback" not in ended.stderr

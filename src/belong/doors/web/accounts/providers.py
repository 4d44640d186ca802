"""Who else may say who somebody is: the providers of OpenID Connect and SAML that the operator names.

Read while the settings are made, so nothing of Belong is imported here.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

OPENID, SAML = "openid", "saml"
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
BOTH = {"kind", "id", "name", "trusted"}
KNOWN = {
    OPENID: BOTH | {"server", "client_id", "client_secret"},
    SAML: BOTH | {"entity", "metadata", "sign_in", "certificate", "attributes"},
}
CLAIMS = {"uid", "email", "email_verified", "name", "first_name", "last_name"}
TRUSTED = "email_authentication"
"""The library's word for it: a confirmed address of theirs opens the account that has it."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

Provider = Mapping[str, Any]


class WrongProvider(ValueError):
    """What is wrong about which provider, and what would do."""


def read(text: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The library's setting `SOCIALACCOUNT_PROVIDERS`, from a JSON list of providers; raises `WrongProvider`."""
    try:
        given = json.loads(text or "[]")
    except json.JSONDecodeError as wrong:
        raise WrongProvider(f"this is no JSON ({wrong}); write a list such as {EXAMPLE}.") from None
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise WrongProvider(f"write a list of providers, such as {EXAMPLE}.")
    seen: set[str] = set()
    made: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for place, one in enumerate(given, 1):
        kind, app = _app(one, f"provider {one.get('id') or place}")
        if one["id"] in seen:
            raise WrongProvider(f"two providers have the id {one['id']!r}; give each its own.")
        seen.add(one["id"])
        made.setdefault(kind, {"APPS": []})["APPS"].append(app)
    return made


EXAMPLE = (
    '[{"kind": "openid", "id": "city", "name": "City", "server": "https://login.example.org", '
    '"client_id": "belong", "client_secret": "..."}]'
)


def _app(one: Provider, who: str) -> tuple[str, dict[str, Any]]:
    kind = one.get("kind")
    if kind not in KNOWN:
        raise WrongProvider(f"{who}: kind is {kind!r}; use openid or saml.")
    if unknown := sorted(set(one) - KNOWN[kind]):
        raise WrongProvider(f"{who}: {', '.join(unknown)} is not known; {kind} has {', '.join(sorted(KNOWN[kind]))}.")
    if not ID.fullmatch(_word(one, "id", who)):
        raise WrongProvider(f"{who}: id stands in addresses: use small letters, digits and hyphens, at most 40.")
    _word(one, "name", who)
    if not isinstance(one.get("trusted", False), bool):
        raise WrongProvider(f"{who}: trusted is {one['trusted']!r}; use true or false.")
    return _MADE[kind](one, who)


def _openid(one: Provider, who: str) -> tuple[str, dict[str, Any]]:
    return "openid_connect", {
        "provider_id": one["id"],
        "name": one["name"],
        "client_id": _word(one, "client_id", who),
        "secret": _word(one, "client_secret", who),
        "settings": {
            "server_url": _address(one, "server", who),
            "oauth_pkce_enabled": True,
            TRUSTED: one.get("trusted", False),
        },
    }


def _saml(one: Provider, who: str) -> tuple[str, dict[str, Any]]:
    idp: dict[str, Any] = {"entity_id": _word(one, "entity", who)}
    if "metadata" in one:
        idp["metadata_url"] = _address(one, "metadata", who)
    else:
        idp["sso_url"] = _address(one, "sign_in", who)
        idp["x509cert"] = _word(one, "certificate", who)
    trusted = one.get("trusted", False)
    # a site inside a house is called by a single word; SAML has no word for an address that was confirmed
    ours = {"allow_single_label_domains": True}
    settings: dict[str, Any] = {"idp": idp, "advanced": ours, "verified_email": trusted, TRUSTED: trusted}
    if "attributes" in one:
        settings["attribute_mapping"] = _attributes(one["attributes"], who)
    return SAML, {"provider_id": one["id"], "client_id": one["id"], "name": one["name"], "settings": settings}


_MADE: dict[str, Callable[[Provider, str], tuple[str, dict[str, Any]]]] = {OPENID: _openid, SAML: _saml}


def _attributes(given: object, who: str) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(name, str) and name for name in given.values()):
        raise WrongProvider(f'{who}: attributes names an attribute of theirs for each of ours, as {{"email": "mail"}}.')
    if unknown := sorted(set(given) - CLAIMS):
        raise WrongProvider(
            f"{who}: attributes has {', '.join(unknown)}; what can be named are {', '.join(sorted(CLAIMS))}."
        )
    return dict(given)


def _word(one: Provider, name: str, who: str) -> str:
    value = one.get(name)
    if not isinstance(value, str) or not value.strip():
        raise WrongProvider(f"{who}: {name} is missing.")
    return value.strip()


def _address(one: Provider, name: str, who: str) -> str:
    value = _word(one, name, who)
    parts = urlsplit(value)
    if (parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK)) or not parts.netloc:
        raise WrongProvider(f"{who}: {name} is {value!r}; use an address that begins with https://.")
    return value.rstrip("/")

"""How mails leave, as the environment says it: an SMTP server, or a provider of django-anymail."""

import json
import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from belong.config.environment import WrongSetting

PORTS = {"none": 25, "starttls": 587, "ssl": 465}
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
EXAMPLE = "smtp://user:password@mail.example.org:587?tls=starttls"
MOST_A_MINUTE = 100_000


def smtp(name: str) -> dict[str, Any] | None:
    """The server of `smtp://user:password@host:port?tls=starttls|ssl|none`; None where it is not set.

    Without `tls` the talk is encrypted, except with this machine itself.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise WrongSetting(f"{name} has a port that is none: use an address such as {EXAMPLE}.") from None
    asked = parse_qs(parts.query)
    tls = asked.get("tls", ["none" if parts.hostname in THIS_MACHINE else "starttls"])[-1]
    if (
        parts.scheme != "smtp"
        or not parts.hostname
        or parts.path.strip("/")
        or asked.keys() - {"tls"}
        or tls not in PORTS
    ):
        raise WrongSetting(f"{name} cannot be used: write an address such as {EXAMPLE} (tls: starttls, ssl or none).")
    return {
        "host": parts.hostname,
        "port": port or PORTS[tls],
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "tls": tls,
    }


def provider(name: str) -> str:
    """The name of a provider in django-anymail, such as postmark; empty where it is not set."""
    value = os.environ.get(name, "").strip().lower()
    if value and not value.replace("_", "").isalnum():
        raise WrongSetting(f"{name} is {value!r}: use a name such as postmark, mailgun or amazon_ses.")
    return value


def keys(name: str) -> dict[str, object]:
    """The provider's settings as django-anymail calls them, in JSON."""
    try:
        found = json.loads(os.environ.get(name, "").strip() or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise WrongSetting(f'{name} cannot be used: write JSON such as {{"POSTMARK_SERVER_TOKEN": "..."}}.')
    return found


def pace(name: str, default: int) -> int:
    """How many mails a minute go to one domain."""
    value = os.environ.get(name, str(default)).strip()
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= MOST_A_MINUTE:
        raise WrongSetting(f"{name} is {value!r}: use a number from 1 to {MOST_A_MINUTE}.")
    return int(value)

"""What the environment says, read once and typed. Nothing else in Belong reads `os.environ` for its settings."""

import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from belong.doors.web.accounts.providers import WrongProvider, read
from belong.ground.kernel import postgres


class WrongSetting(ValueError):
    """An environment variable holds what cannot be used; the message names it and says what would do."""


def flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "no", "false", "off"}:
        return False
    if value in {"1", "yes", "true", "on"}:
        return True
    raise WrongSetting(f"{name} is {value!r}: use 1 or 0.")


def languages(name: str) -> list[str]:
    """Languages as ISO 639-1 has them, the first of them the one that is taken where nothing else is said."""
    found = words(name, "")
    for one in found:
        if len(one) != 2 or not one.isascii() or not one.islower() or not one.isalpha():
            raise WrongSetting(f"{name} has {one!r}: use two small letters for each, such as en or de,fr.")
    return list(dict.fromkeys(found))


def one_of(name: str, among: Sequence[str]) -> str:
    value = os.environ[name].strip()
    if value not in among:
        raise WrongSetting(f"{name} is {value!r}: use {' or '.join(among)}.")
    return value


def sender(name: str) -> str:
    value = os.environ[name].strip()
    if value.count("@") != 1 or value.startswith("@") or value.endswith("@") or any(map(str.isspace, value)):
        raise WrongSetting(f"{name} is {value!r}: use an address such as community@example.org.")
    return value.lower()


def community() -> dict[str, object]:
    """Of the community's own settings those that the environment fixes: no page changes them."""
    given: dict[str, Callable[[], object]] = {
        "BELONG_NAME": lambda: os.environ["BELONG_NAME"].strip(),
        "BELONG_PURPOSE": lambda: os.environ["BELONG_PURPOSE"].strip(),
        "BELONG_TIME_ZONE": lambda: zone("BELONG_TIME_ZONE"),
        "BELONG_LANGUAGE": lambda: languages("BELONG_LANGUAGE"),
        "BELONG_SENDER": lambda: sender("BELONG_SENDER"),
        "BELONG_SENDER_NAME": lambda: os.environ["BELONG_SENDER_NAME"].strip(),
        "BELONG_BRAND_HUE": lambda: hue("BELONG_BRAND_HUE"),
        "BELONG_JOINING": lambda: one_of("BELONG_JOINING", ("open", "approval", "invitation")),
        "BELONG_STRANGERS": lambda: one_of("BELONG_STRANGERS", ("public", "home")),
    }
    fixed = {COMMUNITY[name]: read() for name, read in given.items() if os.environ.get(name, "").strip()}
    if flag("BELONG_SIGN_UP_CLOSED"):
        fixed.setdefault("joining", "invitation")
    return fixed


COMMUNITY = {
    "BELONG_NAME": "name",
    "BELONG_PURPOSE": "purpose",
    "BELONG_TIME_ZONE": "time_zone",
    "BELONG_LANGUAGE": "languages",
    "BELONG_SENDER": "sender",
    "BELONG_SENDER_NAME": "sender_name",
    "BELONG_BRAND_HUE": "brand_hue",
    "BELONG_JOINING": "joining",
    "BELONG_STRANGERS": "strangers",
}
"""The variable that fixes a value of the community, and the value's name."""


def site(name: str) -> str:
    """Where the site is reached, without a slash at its end; nothing where requests are to tell."""
    value = os.environ.get(name, "").strip().rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query):
        raise WrongSetting(f"{name} is {value!r}: use an address such as https://community.example.org.")
    return value


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def hue(name: str) -> int:
    """A hue of the colour wheel, in degrees."""
    value = os.environ[name].strip()
    if not value.isascii() or not value.isdigit() or int(value) > 360:
        raise WrongSetting(f"{name} is {value!r}: use a number from 0 to 360, such as 40 (brick), 150 or 250.")
    return int(value)


def zone(name: str) -> str:
    value = os.environ[name].strip()
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise WrongSetting(f"{name} is {value!r}: use a time zone such as Europe/Berlin.") from None
    return value


def providers(name: str) -> dict[str, object]:
    """Who else may say who somebody is, as the sign-in library wants it."""
    try:
        return dict(read(os.environ.get(name, "").strip()))
    except WrongProvider as wrong:
        raise WrongSetting(f"{name}: {wrong}") from None


def home() -> Path:
    """The folder that holds all that this installation keeps: database, files, key."""
    return Path(os.environ.get("BELONG_HOME", ".belong")).expanduser().resolve()


def secret_key(folder: Path) -> str:
    """The installation's key: `BELONG_SECRET_KEY`, else the home's own, made at the first start.

    Hashes in the ledger depend on it, so a backup carries it.
    """
    if given := os.environ.get("BELONG_SECRET_KEY"):
        return given
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret.key"
    if path.exists():
        return _kept(path)
    fresh = folder / f"secret.{os.getpid()}.new"
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(50))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return _kept(path)


def _kept(path: Path) -> str:
    value = path.read_text().strip()
    if not value:
        raise WrongSetting(f"{path} is empty: bring it back from a backup.")
    return value


def database(folder: Path) -> dict[str, object]:
    """Django's settings of the one database: `DATABASE_URL`, else the home's own server's socket."""
    url = os.environ.get("DATABASE_URL") or postgres.url(folder)
    try:
        parts: Mapping[str, object] = conninfo_to_dict(url)
    except ProgrammingError as wrong:
        said = str(wrong).strip()
        raise WrongSetting(f"DATABASE_URL: {said}; write it as postgresql://user:password@host:5432/name.") from None
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{django: str(parts[libpq]) for libpq, django in known.items() if parts.get(libpq) is not None},
        "OPTIONS": {
            **{key: value for key, value in parts.items() if key not in known},
            # a transaction left open holds back every follower of the ledger
            "options": " ".join(
                [
                    str(parts.get("options", "")),
                    "-c timezone=UTC -c jit=off -c idle_in_transaction_session_timeout=5min",
                ]
            ).strip(),
            "prepare_threshold": None if flag("BELONG_POOLED") else 2,
        },
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }

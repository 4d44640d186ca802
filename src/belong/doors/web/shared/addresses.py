"""The addresses of pages, put together without a search through the URL table; a test holds them equal to it."""

from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """`path` with where the site is reached: as it is set, else as the request was made."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def group(slug: str) -> str:
    return f"/groups/{quote(slug)}/"


def group_settings(slug: str) -> str:
    return f"{group(slug)}settings"


def topic(uid: UUID | str) -> str:
    return f"/topics/{uid}"


def topic_feed(uid: UUID | str, key: str = "") -> str:
    return f"{_feeds(key)}topics/{uid}.atom"


def group_feed(slug: str, key: str = "") -> str:
    return f"{_feeds(key)}groups/{quote(slug)}.atom"


def site_feed(key: str = "") -> str:
    return f"{_feeds(key)}latest.atom"


def _feeds(key: str) -> str:
    return f"/feeds/{key}/" if key else "/feeds/"


def person(uid: UUID | str) -> str:
    return f"/people/{uid}"


def mark(stored: str) -> str:
    """The community's mark, by the name of its stored file; empty where it has none."""
    return f"/{stored}" if stored else ""


def with_query(path: str, **values: object) -> str:
    """`path` with `values` as its query; those that are None or empty are left out."""
    said = {key: value for key, value in values.items() if value is not None and value != ""}
    return f"{path}?{urlencode(said)}" if said else path

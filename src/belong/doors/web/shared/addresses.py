"""The addresses of pages, put together without a search through the URL table; a test holds them equal to it."""

from urllib.parse import quote, urlencode
from uuid import UUID


def group(slug: str) -> str:
    return f"/groups/{quote(slug)}/"


def topic(uid: UUID | str) -> str:
    return f"/topics/{uid}"


def person(uid: UUID | str) -> str:
    return f"/people/{uid}"


def with_query(path: str, **values: object) -> str:
    """`path` with `values` as its query; those that are None or empty are left out."""
    said = {key: value for key, value in values.items() if value is not None and value != ""}
    return f"{path}?{urlencode(said)}" if said else path

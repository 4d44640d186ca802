"""Keyset paging: a page knows where it ended, not how many came before it, so page 1,000 costs what page 1 costs."""

import binascii
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

T = TypeVar("T")
Sortable = str | int | datetime | date


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What no text in the database can hold."""


class BadCursor(ValueError):
    """A cursor that no page of ours gave out."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in order; `next` and `previous` are cursors of the neighbouring pages, None where there is none.

    `total` is the number of items on all pages where the query counts them, else None.
    """

    items: Sequence[T]
    next: str | None = None
    previous: str | None = None
    total: int | None = None


def encode_cursor(*values: Sortable) -> str:
    """The place of an item in an order, as text that is safe in an address."""
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    return urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(text: str, types: Sequence[type[Sortable]]) -> list[Sortable]:
    """The values behind `text`, checked to be of `types` in this order; else `BadCursor`."""
    try:
        values = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, UnicodeDecodeError, UnicodeEncodeError, ValueError, RecursionError):
        raise BadCursor(text) from None
    if not isinstance(values, list) or len(values) != len(types):
        raise BadCursor(text)
    return [_value(value, wanted, text) for value, wanted in zip(values, types, strict=True)]


def _value(value: object, wanted: type[Sortable], text: str) -> Sortable:
    if issubclass(wanted, date) and isinstance(value, str):
        try:
            found = wanted.fromisoformat(value)
        except ValueError:
            raise BadCursor(text) from None
        if isinstance(found, datetime) and (found.tzinfo is None or not 1 < found.year < 9999):
            raise BadCursor(text)
        return found
    if isinstance(value, wanted) and not isinstance(value, bool):
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise BadCursor(text)
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise BadCursor(text)
        return value
    raise BadCursor(text)


def page_of(
    rows: Sequence[T], limit: int, key: Callable[[T], Sequence[Sortable]], *, total: int | None = None
) -> Page[T]:
    """A page of at most `limit` items from `rows`, of which the caller fetched one more to see whether more follow."""
    shown = rows[:limit]
    return Page(shown, encode_cursor(*key(shown[-1])) if len(rows) > limit else None, None, total)

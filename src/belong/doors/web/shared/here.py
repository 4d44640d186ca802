"""What is the same all over a page: its language, the day it is drawn on and the zone of that day.

A page asks for them a hundred times; drawn by `http.page`, it looks them up once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from belong.ground.kernel.public import day_of, now, organisation_zone


class Here(NamedTuple):
    language: str
    today: date
    zone: ZoneInfo


_drawn: ContextVar[Here | None] = ContextVar("belong_page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Inside the block one page is drawn: what was so at its beginning is so to its end."""
    token = _drawn.set(_look())
    try:
        yield
    finally:
        _drawn.reset(token)


def here() -> Here:
    """As the page that is being drawn has it; outside of one, as it is now."""
    return _drawn.get() or _look()


def language() -> str:
    """The language alone, for what is drawn where nothing else can be known: a page of an error."""
    drawn = _drawn.get()
    return drawn.language if drawn is not None else get_language() or ""


def _look() -> Here:
    return Here(get_language() or "", day_of(now()), organisation_zone())

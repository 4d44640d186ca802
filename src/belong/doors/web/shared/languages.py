"""Which language a request is answered in: what the reader chose, else what their browser asks for, else the first
that the community speaks. It is always one of those that the community speaks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from belong.ground.kernel.public import community

COOKIE = "language"
LONGEST_HEADER = 200
TRANSLATED = tuple(code for code, _ in settings.LANGUAGES)


def offered() -> dict[str, str]:
    """The languages that the community's pages are in, each with what it calls itself."""
    names = dict(settings.LANGUAGES)
    return {code: names[code] for code in community().spoken}


def name_of_language() -> str:
    """What the language that is spoken now calls itself."""
    return dict(settings.LANGUAGES)[translation.get_language() or settings.LANGUAGE_CODE]


@contextmanager
def speaking(request: HttpRequest, ours: Sequence[str] = TRANSLATED) -> Iterator[None]:
    """Inside the block everything is said in the language of who asks, as far as the request alone tells it: one of
    `ours`, the first where it tells none of them."""
    with translation.override(_told(request, ours) or ours[0]):
        yield


def speak_to(request: HttpRequest, kept: str = "") -> None:
    """From here on everything is said in the language that is kept for who asks, else in what their request tells.
    What shows no page, a file for instance, need not know it."""
    ours = community().spoken
    wanted = kept if kept in ours else _told(request, ours) or ours[0]
    if wanted != translation.get_language():
        translation.activate(wanted)


def chosen(request: HttpRequest) -> str:
    """What the reader chose in this browser; nothing: they never did, or it is spoken no more."""
    cookie = request.COOKIES.get(COOKIE, "")
    return cookie if cookie in community().spoken else ""


def read_in(request: HttpRequest) -> str:
    """In which language to write to somebody who signs up now: what they chose in this browser, else the one that they
    read this page in; nothing where the house speaks it to everybody who says nothing."""
    now = (translation.get_language() or "")[:2]
    return chosen(request) or (now if now in community().spoken[1:] else "")


def _told(request: HttpRequest, ours: Sequence[str]) -> str:
    """What the reader chose in this browser, else the best that it asks for; nothing: neither says one of ours."""
    cookie = request.COOKIES.get(COOKIE, "")
    if cookie in ours:
        return cookie
    return _asked_for(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:LONGEST_HEADER], tuple(ours))


def tell(response: HttpResponseBase) -> None:
    """Say in the answer which language it is in, and that others get another one."""
    if response.headers.get("Content-Type", "").startswith("text/html"):
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])


@lru_cache(maxsize=512)
def _asked_for(header: str, ours: tuple[str, ...]) -> str:
    for language, _ in parse_accept_lang_header(header.lower()):
        known = language.partition("-")[0]
        if known in ours:
            return known
    return ""

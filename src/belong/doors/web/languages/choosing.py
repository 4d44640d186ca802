"""Which language a request is answered in."""

from collections.abc import Iterator
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


def offered() -> dict[str, str]:
    """The languages that pages are translated into, each with what it calls itself."""
    return dict(settings.LANGUAGES)


@contextmanager
def speaking(request: HttpRequest) -> Iterator[None]:
    """Inside the block everything is said in the language of who asks, as far as the request tells it."""
    with translation.override(_told(request) or settings.LANGUAGE_CODE):
        yield


def speak_as_the_community(request: HttpRequest) -> None:
    """Where the request does not tell: the first of the community's languages that there is. What shows no page, a
    file for instance, need not know it."""
    if not _told(request):
        spoken = next((one for one in community().languages if one in offered()), settings.LANGUAGE_CODE)
        translation.activate(spoken)


def _told(request: HttpRequest) -> str:
    """What the reader chose, else the best that their browser asks for; nothing: neither says one that there is."""
    cookie = request.COOKIES.get(COOKIE, "")
    if cookie in offered():
        return cookie
    return _asked_for(request.headers.get("Accept-Language", "")[:LONGEST_HEADER])


def tell(response: HttpResponseBase) -> None:
    """Say in the answer which language it is in, and that others get another one."""
    if response.headers.get("Content-Type", "").startswith("text/html"):
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])


@lru_cache(maxsize=512)
def _asked_for(header: str) -> str:
    for language, _ in parse_accept_lang_header(header.lower()):
        known = language.partition("-")[0]
        if known in offered():
            return known
    return ""

"""What is sent twice at once, by two clicks or an impatient browser, is answered once: the second time as the first."""

import time
from collections.abc import Callable
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from belong.doors.web.shared.http import SeeOther, done

SECONDS = 10
"""Whoever sends the same again later means it again."""
LONGEST_WAIT, PAUSE = 1.0, 0.02
"""The other one is answered right after what it did can be seen."""
CANNOT = frozenset({403, 404, 422})
DONE = "done"
FORM = "application/x-www-form-urlencoded"
"""Only of these: who takes files reads what is sent in their own way."""


class TwiceMiddleware:
    """Where what a signed-in person sends cannot be done, since they had it done a moment ago by sending the very
    same, the answer is the other one again. Whether it is done once or twice is for the rooms to say.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if not key:
            return self.get_response(request)
        came_first = cache.add(key, {}, SECONDS)
        if not came_first:
            cache.set(_more(key), True, SECONDS)
        response = self.get_response(request)
        if isinstance(response, SeeOther):
            cache.set(key, {DONE: [response["Location"], str(response.says)]}, SECONDS)
        elif response.status_code in CANNOT:
            is_second = not came_first or cache.get(_more(key))
            other = _other(key) if is_second and not _looks(request) else None
            if other is not None:
                return done(request, *other)
            cache.delete(key)
        return response


def _key(request: HttpRequest) -> str:
    """Names the session and all that is sent; empty for what is no plain form, or from nobody who is signed in."""
    if request.method != "POST" or request.content_type != FORM or not request.session.session_key:
        return ""
    if not request.actor.is_member:  # type: ignore[attr-defined]
        return ""
    sent = sorted((name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken")
    digest = sha256(repr((request.session.session_key, request.get_full_path(), sent)).encode("utf-8", "replace"))
    return f"twice:{digest.hexdigest()}"


def _looks(request: HttpRequest) -> bool:
    """Whether they look as somebody else, which is known once there is an answer: nothing that they send is done."""
    return request.actor.seen_by is not None  # type: ignore[attr-defined]


def _more(key: str) -> str:
    return f"{key}:more"


def _other(key: str) -> list[str] | None:
    """What the other one was answered; None where it could not be done either."""
    ends = time.monotonic() + LONGEST_WAIT
    while (found := cache.get(key)) is not None and time.monotonic() < ends:
        if DONE in found:
            told: list[str] = found[DONE]
            return told
        time.sleep(PAUSE)
    return None

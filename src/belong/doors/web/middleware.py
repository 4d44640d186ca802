"""What every answer has in common: who asks, what a refusal looks like, what the browser may load."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from belong.doors.web.accounts.backend import actor_of
from belong.doors.web.shared import style
from belong.doors.web.shared.answers import answer_to
from belong.doors.web.shared.guards import sign_in_first
from belong.doors.web.shared.http import page
from belong.doors.web.shared.languages import speak_to, speaking, tell
from belong.doors.web.shared.whole import Kept, Whole
from belong.ground.kernel.public import community, day_of, now, one_reading, shown_version
from belong.ground.people.public import Actor

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


WHOLE = ("/groups/", "/topics/", "/feeds/latest.atom", "/feeds/groups/", "/feeds/topics/", "/sitemap.xml")
"""Where the pages lie that may be kept whole; which of them are, their views say."""


WAYS_IN = ("belong.doors.web.accounts.", "belong.doors.web.about.", "belong.doors.web.languages.", "allauth.")
"""The areas that strangers reach even where they see the first page only."""

FOR_MACHINES = ("/feeds/", "/sitemap")
"""Nobody signs in there: what is closed does not exist."""


class WholePagesMiddleware:
    """Before all others: a stranger's page that is kept (`shared/whole.py`) is sent without asking any of them.
    Everything is said in the language of who asks.

    A stranger is who brings no session; one who was just told something (a cookie too) gets a page of their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.kept = Kept()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with one_reading():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        host = _host_of_whole(request)
        version = shown_version() if host else None
        if version is not None:
            with speaking(request, community().spoken):
                return self._whole(request, version, host)
        with speaking(request):
            response = self.get_response(request)
            tell(response)
            return response

    def _whole(self, request: HttpRequest, version: int, host: str) -> HttpResponseBase:
        key = _whole_key(request, host)
        if (found := self.kept.get(version, key)) is not None:
            return found.answer(request)
        response = self.get_response(request)
        tell(response)
        if not getattr(response, "is_whole", False) or response.cookies or not isinstance(response, HttpResponse):
            return response
        made = Whole(response)
        self.kept.put(version, key, made)
        return made.answer(request)


def _host_of_whole(request: HttpRequest) -> str:
    """The host that was asked for a page that may be kept whole; empty where it may not."""
    if request.method not in {"GET", "HEAD"} or not (request.path == "/" or request.path.startswith(WHOLE)):
        return ""
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
        return ""
    try:
        return request.get_host()
    except DisallowedHost:  # refused further in, where the answer gets what all answers have
        return ""


def _whole_key(request: HttpRequest, host: str) -> Hashable:
    """All that decides what a stranger's page says beside the database: the day too, since dates are said from it."""
    return (
        request.scheme,
        host,
        request.get_full_path(),
        get_language(),
        day_of(now()),
        style.address(),
        community(),
    )


class AnswersMiddleware:
    """The outermost one but for pages that are kept, so that answers of the others pass it too.

    Sets `request.actor`: an `Actor` for views, found when it is looked at where there is no view. `NotFound` becomes
    404 and so does a cursor that no page gave out; `Refused` becomes 403 with its reason; `Invalid`, where a view has
    no form to say it in, 422 with its reasons.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(partial(_actor, request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], given: dict[str, Any]
    ) -> HttpResponse | None:
        """What rooms get is the actor itself, not a promise that would keep the request alive in their caches. Where
        strangers see the first page only, they get no further."""
        if getattr(view, "asks_nobody", False):
            return None
        actor = _actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        speak_to(request, actor.language)
        if not actor.is_outside or _is_for_everybody(view):
            return None
        if request.path.startswith(FOR_MACHINES):
            return page(request, "404.html", {}, status=404)
        return sign_in_first(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_to(request, error)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that there is no view for: nobody has looked yet in which language it is to be said."""
    speak_to(request, request.actor.language)  # type: ignore[attr-defined]
    return page(request, "404.html", {}, status=404)


def _is_for_everybody(view: Callable[..., HttpResponseBase]) -> bool:
    return getattr(view, "for_everybody", False) or view.__module__.startswith(WAYS_IN)


def _actor(request: HttpRequest) -> Actor:
    return actor_of(getattr(request, "user", None))

"""What every answer has in common: who asks, what a refusal looks like, what the browser may load."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from belong.doors.web.shared.http import page
from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import BadCursor, Invalid, NotFound, Refused
from belong.ground.people.public import Actor

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class AnswersMiddleware:
    """The outermost one, so that answers of the others pass it too.

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
    ) -> None:
        """What rooms get is the actor itself, not a promise that would keep the request alive in their caches."""
        if not getattr(view, "asks_nobody", False):
            request.actor = _actor(request)  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound | BadCursor):
            return page(request, "404.html", {}, status=404)
        if isinstance(error, Invalid):
            return page(request, "422.html", {"reasons": list(error.errors.values())}, status=422)
        if isinstance(error, Refused):
            return page(request, "403.html", {"reason": error.reason}, status=403)
        return None


def _actor(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    return actor_for(user.pk if user is not None and user.is_authenticated else None)

"""The request as views see it, and the two kinds of answer they give: a page or a redirect."""

from collections.abc import Collection, Mapping
from copy import copy
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.utils.cache import patch_cache_control

from belong.community.profiles.public import pictures_of
from belong.doors.web.shared.csrf import Token
from belong.doors.web.shared.faces import HasAddress, with_pictures
from belong.doors.web.shared.here import one_page
from belong.ground.people.public import Actor


class Request(HttpRequest):
    """A request that passed `AnswersMiddleware`: it knows who asks."""

    actor: Actor


class SeeOther(HttpResponseRedirect):
    """After a write: the browser fetches the page anew, so that reloading it sends nothing twice. `says`: what that
    page tells once."""

    status_code = 303
    says = ""


def page(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    """A page from a template; what signed-in people see is kept out of shared caches.

    A page without a public face (`public` in the context) stays out of search engines.
    """
    context.setdefault("token", Token(request))
    with one_page():
        drawn = get_template(template).render(context, request)
    response = HttpResponse(with_pictures(drawn, partial(_pictures, request)), status=status)
    patch_cache_control(response, private=True, no_cache=True)
    if not context.get("public"):
        response["X-Robots-Tag"] = "noindex"
    return response


def _pictures(request: HttpRequest, people: Collection[UUID]) -> Mapping[UUID, HasAddress]:
    """Whose picture the reader is shown, of all on a page at once: one statement."""
    # a page that tells of an error has no view before it: the copy is the actor itself, not the promise of one
    return pictures_of(copy(request.actor), people)  # type: ignore[attr-defined]


def place(request: HttpRequest) -> str | None:
    """The place in a list that the address names; none: the beginning. One that we never gave out is not found."""
    return request.GET.get("after") or None


def done(request: HttpRequest, address: str, says: str = "") -> SeeOther:
    """The answer to a write that worked: on to `address`, which says once what happened."""
    answer = SeeOther(address)
    if says:
        _tell_once(request, says)
        answer.says = says
    return answer


def _tell_once(request: HttpRequest, says: str) -> None:
    """Two clicks are told one thing: what the first said waits for the page that neither has fetched yet."""
    for one in messages.get_messages(request):
        if str(one) != says:
            messages.add_message(request, one.level, one.message, one.extra_tags)
    messages.success(request, says)

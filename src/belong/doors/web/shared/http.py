"""The request as views see it, and the two kinds of answer they give: a page or a redirect."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.utils.cache import patch_cache_control

from belong.doors.web.shared.csrf import Token
from belong.doors.web.shared.here import one_page
from belong.ground.people.public import Actor


class Request(HttpRequest):
    """A request that passed `AnswersMiddleware`: it knows who asks."""

    actor: Actor


class SeeOther(HttpResponseRedirect):
    """After a write: the browser fetches the page anew, so that reloading it sends nothing twice."""

    status_code = 303


def page(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    """A page from a template; what signed-in people see is kept out of shared caches.

    A page without a public face (`public` in the context) stays out of search engines.
    """
    context.setdefault("token", Token(request))
    with one_page():
        response = HttpResponse(get_template(template).render(context, request), status=status)
    patch_cache_control(response, private=True, no_cache=True)
    if not context.get("public"):
        response["X-Robots-Tag"] = "noindex"
    return response


def place(request: HttpRequest) -> str | None:
    """The place in a list that the address names; none: the beginning. One that we never gave out is not found."""
    return request.GET.get("after") or None


def done(request: HttpRequest, address: str, says: str = "") -> SeeOther:
    """The answer to a write that worked: on to `address`, which says once what happened."""
    if says:
        messages.success(request, says)
    return SeeOther(address)

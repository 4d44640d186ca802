"""Who may come in at all. What they may do there is the rooms' to say."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from belong.doors.web.shared import addresses
from belong.doors.web.shared.http import SeeOther, page
from belong.ground.kernel.public import NotFound

Answer = TypeVar("Answer", bound=HttpResponseBase)


def form_view(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """For a page with a form that is sent to its own address: read it or send it, nothing else."""
    guarded: Callable[..., Answer] = require_http_methods(["GET", "HEAD", "POST"])(view)
    return guarded


def members_only(view: Callable[..., Answer]) -> Callable[..., Answer | HttpResponse]:
    """A visitor is asked to sign in first and comes back after it; what they sent in a form is shown to them again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer | HttpResponse:
        if request.actor.is_member:  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)
        return sign_in_first(request)

    return guarded


def for_everybody(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Strangers reach it even where they see the first page only: what is said about the community, ways in, and what
    a mail led to. It shows nothing that was said inside.
    """
    view.for_everybody = True  # type: ignore[attr-defined]
    return view


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """A visitor is asked to sign in and comes back after it; what they sent in a form is shown to them again."""
    if request.method in {"GET", "HEAD"}:
        return SeeOther(addresses.with_query("/sign-in", next=request.get_full_path()))
    return _signed_out(request)


def hosts_only(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """For everybody but hosts the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
        if not request.actor.is_host:  # type: ignore[attr-defined]
            raise NotFound
        return view(request, *args, **kwargs)

    guarded.hosts_only = True  # type: ignore[attr-defined]
    return guarded


def _signed_out(request: HttpRequest) -> HttpResponse:
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    return page(request, "shared/signed_out.jinja", {"back": back}, status=403)

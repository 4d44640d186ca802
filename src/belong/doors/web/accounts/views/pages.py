"""What the pages of this area have in common."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from belong.doors.web.shared.csrf import Token
from belong.doors.web.shared.guards import members_only

WAIT = {"too_many_login_attempts", "rate_limited"}
MINUTES = 5


class OurPage:
    """Mixed into a view of the library: our template, our token, 422 for a form with errors. No cache keeps it.

    `form_names`: the library picks forms by a setting too; ours is the one of the class.
    """

    request: HttpRequest
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (request.method or "").lower() not in self.http_method_names:
            return HttpResponseNotAllowed(self.http_method_names)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        add_never_cache_headers(answer)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().get_context_data(**context)  # type: ignore[misc]
        return {**made, "token": Token(self.request)}

    def form_invalid(self, form: Form) -> HttpResponse:
        """422, or 429 after too many tries; a redirect of the library's stays one."""
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if answer.status_code == 200:
            answer.status_code = 422
            if any(error.code in WAIT for found in form.errors.as_data().values() for error in found):
                answer.status_code = 429
                answer["Retry-After"] = str(MINUTES * 60)
        return answer


class MembersPage(OurPage):
    """For whoever is signed in; others are asked to sign in first."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return members_only(super().dispatch)(request, *args, **kwargs)

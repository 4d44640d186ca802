"""The library's views with Belong's pages: bad input answers 422, everything else is theirs."""

from typing import Any

from allauth.account import views as library
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from belong.doors.web.accounts import forms
from belong.doors.web.shared import addresses
from belong.doors.web.shared.csrf import Token
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, page
from belong.ground.kernel.public import Invalid
from belong.ground.people.public import person_cards

WAIT = "too_many_login_attempts"
MINUTES = 5


class OurPage:
    """Mixed into a view of the library: our template, our token, 422 for a form with errors. No cache keeps it."""

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
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        answer.status_code = 422
        return answer


class SignIn(OurPage, library.LoginView):  # type: ignore[misc]
    template_name = "accounts/sign_in.jinja"
    form_class = forms.SignInForm

    def form_invalid(self, form: Form) -> HttpResponse:
        """After too many tries the answer says so by its number, too."""
        answer = super().form_invalid(form)
        if any(error.code == WAIT for error in form.non_field_errors().as_data()):
            answer.status_code = 429
            answer["Retry-After"] = str(MINUTES * 60)
        return answer


class SignUp(OurPage, library.SignupView):  # type: ignore[misc]
    template_name = "accounts/sign_up.jinja"
    template_name_signup_closed = "accounts/sign_up_closed.jinja"
    form_class = forms.SignUpForm

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except Invalid:
            return self.form_invalid(form)
        return answer


class SignOut(OurPage, library.LogoutView):  # type: ignore[misc]
    template_name = "accounts/sign_out.jinja"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever comes next to this browser finds nothing of what was shown."""
        answer: HttpResponse = super().post(*args, **kwargs)
        answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer


@method_decorator(members_only, name="dispatch")
class Password(OurPage, library.PasswordChangeView):  # type: ignore[misc]
    template_name = "accounts/password.jinja"
    form_class = forms.PasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class Closed(OurPage, library.AccountInactiveView):  # type: ignore[misc]
    template_name = "accounts/closed.jinja"


@never_cache
@require_safe
@members_only
def account(request: Request) -> HttpResponse:
    """Where the signed-in person finds what is theirs: their own page, the password, the way out."""
    mine = person_cards([request.actor.person or 0])[request.actor.person or 0]
    return page(request, "accounts/account.jinja", {"mine": addresses.person(mine.uid)})

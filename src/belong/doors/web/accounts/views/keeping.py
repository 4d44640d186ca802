"""What somebody changes of their own account: password, address, sessions."""

from typing import Any

from allauth.account import views as library
from allauth.account.decorators import reauthentication_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.accounts import listed
from belong.doors.web.accounts.forms import keeping as forms
from belong.doors.web.accounts.views.pages import MembersPage
from belong.doors.web.shared import addresses
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, SeeOther, done, page
from belong.ground.kernel.public import NotFound
from belong.ground.people.public import person_cards

SESSIONS = "/account/sessions"


@never_cache
@require_safe
@members_only
def account(request: Request) -> HttpResponse:
    """Where the signed-in person finds what is theirs: their own page, the password, the way out."""
    mine = person_cards([request.actor.person or 0])[request.actor.person or 0]
    return page(request, "accounts/account.jinja", {"mine": addresses.person(mine.uid)})


class Password(MembersPage, library.PasswordChangeView):  # type: ignore[misc]
    template_name = "accounts/password.jinja"
    form_class = forms.PasswordForm

    def form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        listed.end_others(self.request.user.pk or 0, but=self.request.session.session_key)
        return answer


@method_decorator(members_only, name="dispatch")
@method_decorator(reauthentication_required(app="allauth.account"), name="dispatch")
class FirstPassword(MembersPage, library.PasswordSetView):  # type: ignore[misc]
    """For an account that has none yet."""

    template_name = "accounts/first_password.jinja"
    form_class = forms.FirstPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)


@method_decorator(members_only, name="dispatch")
@method_decorator(reauthentication_required(app="allauth.account"), name="dispatch")
class Address(MembersPage, library.EmailView):  # type: ignore[misc]
    """Another address: it holds when the code that was sent there is typed."""

    template_name = "accounts/address.jinja"
    form_class = forms.AddressForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The library's page does more; ours sends one form."""
        self._did_send_verification_email = False
        form = self.get_form()
        answer: HttpResponse = self.form_valid(form) if form.is_valid() else self.form_invalid(form)
        return answer


@never_cache
@require_safe
@members_only
def sessions(request: Request) -> HttpResponse:
    return page(request, "accounts/sessions.jinja", {"sessions": listed.sessions(request)})


@never_cache
@require_POST
@members_only
def end_session(request: Request, number: int) -> HttpResponse:
    if not listed.end_session(request.actor.account or 0, number):
        raise NotFound
    return done(request, SESSIONS, gettext("That device is signed out."))


@never_cache
@require_POST
@members_only
def end_sessions(request: Request) -> HttpResponse:
    """Everywhere but here."""
    ended = listed.end_others(request.actor.account or 0, but=request.session.session_key)
    if not ended:
        return done(request, SESSIONS, gettext("You were signed in nowhere else."))
    says = ngettext("%d other device is signed out.", "%d other devices are signed out.", ended) % ended
    return done(request, SESSIONS, says)


@never_cache
@require_safe
def address_elsewhere(request: HttpRequest) -> HttpResponse:
    """Where a link with a code leads that was opened on another device than the one that asked for it."""
    if request.user.is_authenticated:
        return SeeOther("/account/address")
    return page(request, "accounts/address_elsewhere.jinja", {})

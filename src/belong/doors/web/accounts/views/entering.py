"""Signing up, in and out."""

from typing import Any

from allauth.account import views as library
from allauth.account.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import LoginWebAuthnView, SignupWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from belong.doors.web.accounts.adapter import proved
from belong.doors.web.accounts.before import forget_who_was_before
from belong.doors.web.accounts.forms import entering as forms
from belong.doors.web.accounts.forms.keeping import FirstPasskeyForm, SecondStepForm
from belong.doors.web.accounts.outside import ways_in
from belong.doors.web.accounts.views.pages import OurPage
from belong.doors.web.shared.arriving import keep_way, kept_way
from belong.ground.arrivals.public import WayIn
from belong.ground.kernel.public import Invalid
from belong.ground.people.public import Account

VOID = _("The password from before your address was confirmed counts no more. You may choose a new one.")


class SignIn(OurPage, library.LoginView):  # type: ignore[misc]
    template_name = "accounts/sign_in.jinja"
    form_class = forms.SignInForm

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context, ways_in=ways_in())


class ByPasskey(OurPage, library.NextRedirectMixin, LoginWebAuthnView):  # type: ignore[misc]
    """The page holds what the browser is asked, so that nothing has to be fetched for it."""

    template_name = "accounts/sign_in_passkey.jinja"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = self.render_to_response(self.get_context_data())
        return answer

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        made = super().get_context_data(**context)
        return {**made, "js_data": {"request_options": auth.begin_authentication()}}

    def form_invalid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return answer


class SignUp(OurPage, library.SignupView):  # type: ignore[misc]
    template_name = "accounts/sign_up.jinja"
    template_name_signup_closed = "accounts/sign_up_closed.jinja"
    form_class = forms.SignUpForm

    @cached_property
    def way(self) -> WayIn | None:
        """The link in a mail that somebody followed to come here."""
        return kept_way(self.request)

    def get_initial(self) -> dict[str, Any]:
        """Whoever was invited or let in finds what is known of them already."""
        way = self.way
        told = {"email": way.address, "name": way.name} if way is not None else {}
        return {**super().get_initial(), **told}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        inviter = self.way.inviter if self.way is not None else None
        return super().get_context_data(**context, ways_in=ways_in(), address=self.request.path, inviter=inviter)

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except Invalid:
            return self.form_invalid(form)
        return answer


class SignUpByPasskey(SignUp, library.SignupByPasskeyView):  # type: ignore[misc]
    template_name = "accounts/sign_up_passkey.jinja"


class FirstPasskey(OurPage, SignupWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/first_passkey.jinja"
    form_class = FirstPasskeyForm

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return {**super().get_context_data(**context), "form": context.get("form") or self.get_form()}


class ProveAddress(OurPage, library.ConfirmEmailVerificationCodeView):  # type: ignore[misc]
    """Where the code from the mail is typed: after signing up, and for another address of an account."""

    template_name = "accounts/prove_address.jinja"
    form_class = forms.AddressCodeForm

    def _get_change_form_class(self) -> type[Form]:
        return forms.OtherAddressForm

    def get_initial(self) -> dict[str, Any]:
        """The link in the mail brings the code along; only a button uses it."""
        return {**super().get_initial(), "code": self.request.GET.get("code", "")[:20]}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        answer = super().dispatch(request, *args, **kwargs)
        if request.method == "GET" and answer.status_code == 302 and "code" in request.GET:
            return HttpResponseRedirect(reverse("account_address_elsewhere"))
        return answer


class CodeWanted(OurPage, library.RequestLoginCodeView):  # type: ignore[misc]
    template_name = "accounts/code_wanted.jinja"
    form_class = forms.CodeWantedForm


class SignInByCode(OurPage, library.ConfirmLoginCodeView):  # type: ignore[misc]
    template_name = "accounts/sign_in_code.jinja"
    form_class = forms.SignInCodeForm

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        process = self._process
        return super().get_context_data(**context, email=process.state["email"], can_resend=process.can_resend)

    def _verify_form_valid(self, form: Form) -> HttpResponse:
        """Whoever typed the code reads mail at the account's address. A password from before was another one's, for
        all we know."""
        holder: Account = self._process.user
        newcomer = holder.must_prove
        if holder.is_active and holder.email == self._process.state["email"]:
            had_password = holder.has_usable_password()
            with transaction.atomic():
                forget_who_was_before(holder)
                proved(holder.pk, holder.email, keep_password=False)
            holder.refresh_from_db()  # the session that begins now is bound to the password as it is
            if had_password and not holder.has_usable_password():
                messages.info(self.request, VOID)
        answer: HttpResponse = super()._verify_form_valid(form)
        if newcomer and answer.get("Location") == "/":
            return HttpResponseRedirect(get_adapter().get_signup_redirect_url(self.request))
        return answer


class SecondStep(OurPage, AuthenticateView):  # type: ignore[misc]
    template_name = "accounts/second_step.jinja"
    form_class = SecondStepForm


class SignOut(OurPage, library.LogoutView):  # type: ignore[misc]
    template_name = "accounts/sign_out.jinja"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever comes next to this browser finds nothing of what was shown. Who was not signed in yet, and begins
        again, need not look for the link of their mail once more."""
        way = None if self.request.user.is_authenticated else kept_way(self.request)
        answer: HttpResponse = super().post(*args, **kwargs)
        if way is not None:
            keep_way(self.request, way)
        answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer


class Closed(OurPage, library.AccountInactiveView):  # type: ignore[misc]
    template_name = "accounts/closed.jinja"

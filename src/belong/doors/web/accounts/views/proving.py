"""Showing once more who one is, before what is sensitive is changed."""

import time
from typing import Any

from allauth.account import views as library
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from belong.doors.web.accounts.forms import keeping as forms
from belong.doors.web.accounts.views.pages import MembersPage
from belong.doors.web.shared.http import done
from belong.doors.web.shared.pace import pause

KEPT = "accounts.mailed_code"
GOOD_FOR = 15 * 60
TRIES = 3


class Prove(MembersPage, library.ReauthenticateView):  # type: ignore[misc]
    template_name = "accounts/prove.jinja"
    form_class = forms.ProveForm


class ProveByCode(MembersPage, ReauthenticateView):  # type: ignore[misc]
    template_name = "accounts/prove_code.jinja"
    form_class = forms.ProveByCodeForm


class ProveByPasskey(MembersPage, ReauthenticateWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/prove_passkey.jinja"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The library forgets the form that was sent."""
        made = super().get_context_data(**context)
        return {**made, "form": context.get("form") or made["form"]}

    def form_invalid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return answer


class ProveByMail(MembersPage, library.BaseReauthenticateView):  # type: ignore[misc]
    """A code to the account's address: for whoever has no password, or does not remember it."""

    template_name = "accounts/prove_mail.jinja"
    form_class = forms.MailedCodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "send":
            return self._send(request)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context, is_sent=self._kept() is not None)

    def form_valid(self, form: Form) -> HttpResponse:
        kept = self._kept()
        if kept is None or not compare_user_code(actual=form.cleaned_data["code"], expected=kept["code"]):
            return self._refuse(form, kept)
        del self.request.session[KEPT]
        record_authentication(self.request, self.request.user, "code", reauthenticated=True)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def _send(self, request: HttpRequest) -> HttpResponse:
        """As often as a code to sign in, which it looks like to whoever reads the mail."""
        address = request.user.email  # type: ignore[union-attr]
        if not ratelimit.consume(request, action="request_login_code", key=address.lower()):
            return pause(request)
        code = get_adapter().generate_login_code()
        request.session[KEPT] = {"code": code, "at": time.time(), "tries": 0}
        get_adapter().send_mail("account/email/login_code", address, {"code": code})
        return done(request, request.get_full_path())

    def _kept(self) -> dict[str, Any] | None:
        kept: dict[str, Any] | None = self.request.session.get(KEPT)
        return kept if kept and time.time() - kept["at"] < GOOD_FOR and kept["tries"] < TRIES else None

    def _refuse(self, form: Form, kept: dict[str, Any] | None) -> HttpResponse:
        if kept is not None:
            self.request.session[KEPT] = {**kept, "tries": kept["tries"] + 1}
        has_tries = self._kept() is not None
        says = get_adapter().error_messages["incorrect_code"]
        form.add_error("code", says if has_tries else gettext("This code holds no more. Have another one sent."))
        return self.form_invalid(form)

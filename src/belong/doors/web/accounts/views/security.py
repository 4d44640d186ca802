"""How somebody signs in: passkeys, a second step, recovery codes, outside accounts."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from belong.doors.web.accounts.forms import keeping as forms
from belong.doors.web.accounts.outside import connections, ways_in
from belong.doors.web.accounts.second_step import qr_path
from belong.doors.web.accounts.views.pages import MembersPage, OurPage
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, page

ALL = "/account/signing-in"


@never_cache
@require_safe
@members_only
def signing_in(request: Request) -> HttpResponse:
    """All ways in that the account has, on one page."""
    found = list(Authenticator.objects.filter(user=request.actor.account).order_by("created_at"))
    mine = connections(request.actor.account or 0)
    context: dict[str, object] = {
        "passkeys": [one for one in found if one.type == Authenticator.Type.WEBAUTHN],
        "app": next((one for one in found if one.type == Authenticator.Type.TOTP), None),
        "has_password": request.user.has_usable_password(),  # type: ignore[union-attr]
        "connections": mine,
        "ways_in": [way for way in ways_in() if way.name not in {one.name for one in mine}],
    }
    return page(request, "accounts/signing_in.jinja", context)


@method_decorator(members_only, name="dispatch")
class AddPasskey(OurPage, AddWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/passkey_add.jinja"
    form_class = forms.PasskeyForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The library would make a key that only stands beside a password; and it forgets the form that was sent."""
        made = super().get_context_data(**context)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return {**made, "form": context.get("form") or self.get_form(), "js_data": {"creation_options": options}}

    def form_valid(self, form: Form) -> HttpResponse:
        """Without recovery codes: a passkey alone is no second step."""
        given = form.cleaned_data
        flows.signup_authenticator(
            self.request, user=self.request.user, name=given["name"], credential=given["credential"]
        )
        get_adapter().send_notification_mail("mfa/email/webauthn_added", self.request.user)
        return HttpResponseRedirect(ALL)


@method_decorator(members_only, name="dispatch")
class RenamePasskey(OurPage, EditWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/passkey_rename.jinja"
    form_class = forms.PasskeyNameForm
    success_url = ALL

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)


@method_decorator(members_only, name="dispatch")
class RemovePasskey(OurPage, RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/passkey_remove.jinja"
    success_url = ALL

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)


@method_decorator(members_only, name="dispatch")
class TurnOn(OurPage, ActivateTOTPView):  # type: ignore[misc]
    """The second step: an app that shows a new code each half minute."""

    template_name = "accounts/app.jinja"
    form_class = forms.AppForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        made = super().get_context_data(**context)
        secret = made["form"].secret
        wide, path = qr_path(made["totp_url"])
        groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
        return {**made, "secret": groups, "qr_wide": wide, "qr_path": path}


@method_decorator(members_only, name="dispatch")
class TurnOff(OurPage, DeactivateTOTPView):  # type: ignore[misc]
    template_name = "accounts/app_remove.jinja"
    success_url = ALL

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """Recovery codes go with the step that they stand in for."""
        answer: HttpResponse = super().form_valid(form)
        Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES).delete()
        return answer


class RecoveryCodes(MembersPage, ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "accounts/recovery_codes.jinja"


@method_decorator(members_only, name="dispatch")
@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class NewRecoveryCodes(OurPage, GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "accounts/recovery_codes_new.jinja"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)

"""What the sign-in library asks of Belong: it keeps sessions and attempts, people keeps persons and accounts."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from belong.doors.web.accounts.accepted import accept_kept, keep_accepted
from belong.doors.web.accounts.backend import actor_of
from belong.doors.web.accounts.posting import post_mail
from belong.doors.web.shared.arriving import kept_way
from belong.doors.web.shared.languages import read_in
from belong.ground.arrivals.public import arrive, may_join, settle
from belong.ground.kernel.public import Refused, community
from belong.ground.people.public import Account, Actor, open_account, prove_address
from belong.ground.settings.public import may_change

HOUSE = Actor.system_run("sign-in")
SAID = {
    "account/messages/email_confirmed.txt": _("Your address is confirmed."),
    "account/messages/email_confirmation_failed.txt": _("This address could not be confirmed: it is taken."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/recovery_codes_generated.txt": _("These are your recovery codes. Older ones are void."),
    "mfa/messages/totp_activated.txt": _("From now on signing in with your password takes two steps."),
    "mfa/messages/totp_deactivated.txt": _("Signing in with your password takes one step again."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is kept."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed: nobody signs in with it any more."),
    "socialaccount/messages/account_connected.txt": _("You can sign in this way from now on."),
    "socialaccount/messages/account_connected_updated.txt": _("You can sign in this way from now on."),
    "socialaccount/messages/account_connected_other.txt": _("Somebody else signs in this way already."),
    "socialaccount/messages/account_disconnected.txt": _("This way in is removed."),
}
"""What is said after a deed, by the name of the library's template that would have said it."""

PASSWORD_SAID = {
    "password_too_short": _("This password is shorter than 10 characters. Take a few words together."),
    "password_too_common": _("Many people use this password, so it is guessed first. Take a few words together."),
    "password_too_similar": _("This password is too much like your name or address."),
}
"""Why a password cannot be taken, by the code of Django's check."""

WRONG_CODE = _("This is not the code that we sent. Look at the newest mail.")
PAUSE = _("There were several wrong tries. Wait five minutes, then try again, or sign in with a code by mail.")


USED = _("Somebody else came in by this link. Ask whoever invited you for one of your own.")


def proved(account: int, email: str, *, keep_password: bool = True) -> None:
    """The account's holder reads mail there; if they have joined by it, what they were promised comes true.

    Raises `Refused` where not everybody may join and the way in that they came by was used by somebody else since.
    """
    if not may_join(account=account):
        raise Refused(str(USED))
    prove_address(actor=HOUSE, account=account, email=email, keep_password=keep_password)
    settle(account=account)


def came_by(request: HttpRequest, account: Account) -> None:
    """The link that the holder of a new account followed, if any: it is used, and proves the address it was sent to."""
    way = kept_way(request)
    if way is None:
        return
    arrive(way=way, person=account.person_id)
    if way.address == account.email:
        proved(account.pk, account.email)
        account.must_prove = False
        accept_kept(request, account.pk)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Wired in by the setting `ACCOUNT_ADAPTER`."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not belong together. Check both."),
        "too_many_login_attempts": PAUSE,
        "rate_limited": _("This was a little fast. Wait a minute, then try again."),
        "email_taken": _("There is an account with this address already. Sign in with it instead."),
        "duplicate_email": _("This is your address already."),
        "same_as_current": _("This is your address already."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": _("This link has been used or is too old. Ask for another."),
    }

    def clean_password(self, password: str, user: Account | None = None) -> str:
        """A good password, or every reason why it is none, in our words."""
        try:
            return str(super().clean_password(password, user))
        except ValidationError as wrong:
            said = [PASSWORD_SAID.get(one.code or "", one) for one in wrong.error_list]
            raise ValidationError(said) from None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """To everybody, or to whoever followed an invitation or a host's yes that still holds."""
        return community().is_open or kept_way(request) is not None

    def save_user(self, request: HttpRequest, user: Account, form: Form, commit: bool = True) -> Account:
        """The person and their account, with all the facts of it; the library adds its own row about the address."""
        given = form.cleaned_data
        password = given.get("password1") or None
        with transaction.atomic():
            account = open_account(
                name=given["name"],
                email=given["email"],
                password=password,
                must_prove=True,
                language=read_in(request),
            )
            keep_accepted(request, account, form.accepted)  # type: ignore[attr-defined]
            came_by(request, account)
        if not account.must_prove:
            self.stash_verified_email(request, account.email)
        return account

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The account's holder reads mail there: the library's row, the account and the person know it, or none."""
        try:
            with transaction.atomic():
                if not super().confirm_email(request, email_address):
                    return False
                proved(email_address.user_id, email_address.email)
                accept_kept(request, email_address.user_id)
        except IntegrityError:  # somebody else was quicker with the same address
            return False
        return True

    def get_login_stages(self) -> list[str]:
        """The library's, with two of them asked of fewer people."""
        ours = {
            "allauth.account.stages.EmailVerificationStage": "belong.doors.web.accounts.stages.ProveAddress",
            "allauth.mfa.stages.AuthenticateStage": "belong.doors.web.accounts.stages.SecondStep",
        }
        return [ours.get(path, path) for path in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **others: Any) -> bool:
        """Whoever has just signed in has shown who they are; who knows no password shows it by a code in a mail."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        if not get_reauthentication_flows(self.request.user):
            raise ReauthenticationRequired
        return bool(super().is_reauthentication_required(app=app, **others))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        if not user.is_authenticated:
            return []
        said = {
            "reauthenticate": _("With your password"),
            "mfa_reauthenticate": _("With a code from your app, or a recovery code"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        found = [{**one, "description": said[one["id"]]} for one in super().get_reauthentication_methods(user)]
        by_mail = {"id": "mail", "description": _("With a code by mail"), "url": reverse("account_prove_by_mail")}
        return [*found, by_mail]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever may set the community up is led there for as long as nobody has."""
        if not community().is_set_up and may_change(actor_of(request.user)):
            return "/set-up"
        return "/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return "/welcome"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/account"

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return "/account"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A path: where the site is reached, whoever writes the mail knows."""
        account, _dash, token = key.partition("-")
        return reverse("account_reset_password_from_key", kwargs={"uidb36": account, "key": token})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Belong's own words or none."""
        if says := message or SAID.get(message_template or ""):
            messages.add_message(request, level, says, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, as all mail."""
        post_mail(template_prefix, email, context)

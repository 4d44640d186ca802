"""What the sign-in library asks of Belong: it keeps sessions and attempts, people keeps persons and accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from belong.ground.people.public import Account, open_account

SAID = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
}
"""What is said after a deed, by the name of the library's template that would have said it."""

PASSWORD_SAID = {
    "password_too_short": _("This password is shorter than 10 characters. Take a few words together."),
    "password_too_common": _("Many people use this password, so it is guessed first. Take a few words together."),
    "password_too_similar": _("This password is too much like your name or address."),
}
"""Why a password cannot be taken, by the code of Django's check."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Wired in by the setting `ACCOUNT_ADAPTER`."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not belong together. Check both."),
        "too_many_login_attempts": _("There were several wrong tries. Wait five minutes, then try again."),
        "email_taken": _("There is an account with this address already. Sign in with it instead."),
        "enter_current_password": _("This is not your present password."),
    }

    def clean_password(self, password: str, user: Account | None = None) -> str:
        """A good password, or every reason why it is none, in our words."""
        try:
            return str(super().clean_password(password, user))
        except ValidationError as wrong:
            said = [PASSWORD_SAID.get(one.code or "", one) for one in wrong.error_list]
            raise ValidationError(said) from None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.ACCOUNT_SIGN_UP_OPEN)

    def save_user(self, request: HttpRequest, user: Account, form: Form, commit: bool = True) -> Account:
        """The person and their account, with all the facts of it; the library adds its own row about the address."""
        given = form.cleaned_data
        return open_account(name=given["name"], email=given["email"], password=given["password1"])

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/account"

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
        if says := SAID.get(message_template or ""):
            messages.add_message(request, level, says, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No mail leaves this way: mail is a reaction to a fact and goes through the outbox."""

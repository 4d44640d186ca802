"""The library's forms in Belong's words; their checks and limits stay the library's."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, SignupForm
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import Invalid
from belong.ground.people.public import Account

PASSWORD_HELP = _("At least 10 characters. A few words that only you would put together are good.")


REQUIRED = _("Please write something here.")
NO_ADDRESS = _("This is no e-mail address: there is a name, an @ and a domain in it, such as ana@example.org.")


def in_our_words(form: forms.Form) -> None:
    """What the fields say where nothing, or no address, was written."""
    for field in form.fields.values():
        field.error_messages["required"] = REQUIRED
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = NO_ADDRESS


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your e-mail address")
        self.fields["password"].label = _("Your password")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Keep me signed in on this device")
        in_our_words(self)


class SignUpForm(SignupForm):  # type: ignore[misc]
    name = forms.CharField(
        label=_("Your name"), max_length=100, help_text=_("As others in the community shall read it.")
    )
    field_order = ["name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].help_text = _("You sign in with it. No other member sees it.")
        self.fields["password1"].label = _("A password")
        self.fields["password1"].help_text = PASSWORD_HELP
        in_our_words(self)

    def try_save(self, request: HttpRequest) -> tuple[Account | None, object]:
        """Account, person and the library's row about the address: all of them or none."""
        try:
            with transaction.atomic():
                found: tuple[Account | None, object] = super().try_save(request)
                return found
        except Invalid as wrong:
            for field, says in wrong.errors.items():
                ours = {"password": "password1"}.get(field, field)
                self.add_error(ours if ours in self.fields else None, says)
            raise


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your present password")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = _("The new password")
        self.fields["password1"].help_text = PASSWORD_HELP
        self.fields["password2"].label = _("The new password once more")
        in_our_words(self)

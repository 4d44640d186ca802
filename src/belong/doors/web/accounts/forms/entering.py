"""Coming in: signing up, signing in, and what helps who forgot their password."""

from typing import Any

from allauth.account import forms as library
from allauth.socialaccount.forms import SignupForm as OutsideSignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from belong.doors.web.accounts.accepted import asked
from belong.doors.web.accounts.forms.words import PASSWORD_HELP, called, in_our_words, twice
from belong.doors.web.shared.accepting import add_ticks, show_anew, ticked_versions
from belong.doors.web.shared.foot import TEXTS
from belong.ground.kernel.public import Invalid
from belong.ground.people.public import Account
from belong.ground.settings.public import TextCard

CHANGED = _("This text was changed meanwhile. Read it as it is now, then accept it.")


class SignInForm(library.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "login", _("Your e-mail address"))
        called(self, "password", _("Your password"))
        called(self, "remember", _("Keep me signed in on this device"))
        in_our_words(self)


class TakesAName(forms.Form):
    """Mixed into the library's forms of signing up: account, person and its own row about the address, or none."""

    name = forms.CharField(
        label=_("Your name"), max_length=100, help_text=_("As others in the community shall read it.")
    )

    def ask_to_accept(self) -> None:
        """A tick for each text that a newcomer accepts."""
        self.texts = asked()
        add_ticks(self, self.texts, TEXTS)

    @property
    def waiting(self) -> list[tuple[Any, TextCard]]:
        """The texts with what they are called."""
        return [(TEXTS[card.key], card) for card in self.texts]

    @property
    def accepted(self) -> dict[str, int]:
        return ticked_versions(self, (card.key for card in self.texts))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for card in self.texts:
            if card.key in cleaned and cleaned.get(f"{card.key}_version") != card.version:
                self.add_error(card.key, CHANGED)
        show_anew(self, self.texts)
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[Account | None, object]:
        try:
            with transaction.atomic():
                found: tuple[Account | None, object] = super().try_save(request)  # type: ignore[misc]
        except Invalid as wrong:
            for field, says in wrong.errors.items():
                ours = {"password": "password1"}.get(field, field)
                self.add_error(ours if ours in self.fields else None, says)
            raise
        if found[0] is None:  # the address is known: opening an account would have taken as long
            make_password(self.cleaned_data.get("password1"))
        return found


class SignUpForm(TakesAName, library.SignupForm):  # type: ignore[misc]
    field_order = ["name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "email", _("Your e-mail address"), _("You sign in with it. No other member sees it."))
        if "password1" in self.fields:
            called(self, "password1", _("A password"), PASSWORD_HELP)
        in_our_words(self)
        self.ask_to_accept()


class OutsideSignUpForm(TakesAName, OutsideSignupForm):  # type: ignore[misc]
    """Where a provider told too little: what it told stands there already."""

    field_order = ["name", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "email", _("Your e-mail address"), _("We send a code there. No other member sees it."))
        in_our_words(self)
        self.ask_to_accept()


class CodeWantedForm(library.RequestLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "email", _("Your e-mail address"))
        in_our_words(self)


class ResetWantedForm(library.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "email", _("Your e-mail address"))
        in_our_words(self)


class NewPasswordForm(library.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        twice(self)
        in_our_words(self)


class SignInCodeForm(library.ConfirmLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "code", _("The code from the mail"))
        in_our_words(self)


class AddressCodeForm(library.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "code", _("The code from the mail"))
        in_our_words(self)


class OtherAddressForm(library.ChangeEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "email", _("Another address"))
        in_our_words(self)

"""What belongs to an account: password, address, passkeys, the second step."""

from typing import Any

from allauth.account import forms as library
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from belong.doors.web.accounts.forms.words import called, in_our_words, twice

NAME_LENGTH = 100
PASSKEY_NAME = _("So that you know it again, such as the device it lies on.")
SECOND_CODE = _("The six digits that your app shows now, or one of your recovery codes.")


class PasswordForm(library.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "oldpassword", _("Your present password"))
        twice(self)
        in_our_words(self)


class FirstPasswordForm(library.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        twice(self)
        in_our_words(self)


class AddressForm(library.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "email", _("Your new address"), _("We send a code there. Until you type it, nothing changes."))
        in_our_words(self)


class ProveForm(library.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "password", _("Your password"))
        in_our_words(self)


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "code", _("Your code"), SECOND_CODE)
        in_our_words(self)


class ProveByCodeForm(ReauthenticateByCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "code", _("Your code"), SECOND_CODE)
        in_our_words(self)


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called(self, "code", _("The six digits that your app shows now"))
        in_our_words(self)


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey always lets its holder in by itself: one that only stands beside a password is not offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        _named(self)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        return dict(super().clean())


class FirstPasskeyForm(SignupWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self)


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self)


class MailedCodeForm(forms.Form):
    code = forms.CharField(label=_("The code from the mail"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self)


def _named(form: forms.Form) -> None:
    called(form, "name", _("A name for it"), PASSKEY_NAME)
    form.fields["name"].max_length = NAME_LENGTH  # type: ignore[attr-defined]
    form.fields["name"].validators.append(MaxLengthValidator(NAME_LENGTH))
    in_our_words(form)

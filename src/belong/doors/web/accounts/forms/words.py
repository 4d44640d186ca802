"""Words that the forms share."""

from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 10 characters. A few words that only you would put together are good.")
REQUIRED = _("Please write something here.")
NO_ADDRESS = _("This is no e-mail address: there is a name, an @ and a domain in it, such as ana@example.org.")


def in_our_words(form: forms.Form) -> None:
    """What the fields say where nothing, or no address, was written."""
    for field in form.fields.values():
        field.error_messages["required"] = REQUIRED
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = NO_ADDRESS


def called(form: forms.Form, name: str, label: object, help_text: object = "") -> None:
    """Name a field of the library's in our words."""
    form.fields[name].label = label  # type: ignore[assignment]
    form.fields[name].help_text = help_text  # type: ignore[assignment]


def twice(form: forms.Form) -> None:
    """The new password, and the same once more."""
    called(form, "password1", _("The new password"), PASSWORD_HELP)
    called(form, "password2", _("The new password once more"))

"""What forms have in common: a key against sending twice, and errors that a room found."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import MAX_BODY, Invalid, TextTooLong, uuid7

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

T = TypeVar("T")


KEY_LOST = _("This form had lost its key, so nothing was sent. Send it once more.")
CHOOSE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
"""What is said where nothing, or nothing that we offer, was chosen."""
NOT_KEPT = {"null_characters_not_allowed": _("This has a character in it that cannot be kept. Type it once more.")}
"""What is said of the one character that the database cannot keep, by the code of Django's check."""


class CreatingForm(forms.Form):
    """A form that makes something: sent twice with the same key, it makes one thing."""

    request_key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": KEY_LOST, "invalid": KEY_LOST})

    @classmethod
    def fresh(cls, **initial: object) -> "CreatingForm":
        return cls(initial={"request_key": uuid7(), **initial})

    def clean(self) -> dict[str, Any]:
        """A form that came without its key gets one, so that it can be sent again."""
        if "request_key" not in self.cleaned_data:
            replace(self, request_key=str(uuid7()))
        return self.cleaned_data


def body_field(label: "StrOrPromise", help_text: "StrOrPromise" = "", *, required: bool = True) -> forms.CharField:
    """A text in Markdown. Spaces at its beginning mean something there, so nothing is stripped."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        strip=False,
        max_length=MAX_BODY,
        error_messages={
            "required": _("Please write something here."),
            "max_length": _("This text has %(show_value)d characters; %(limit_value)d are the most."),
            **NOT_KEPT,
        },
    )


def line_field(
    label: "StrOrPromise", help_text: "StrOrPromise" = "", *, required: bool = True, max_length: int = 300
) -> forms.CharField:
    """One line of plain text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=max_length,
        error_messages={
            "required": _("Please write something here."),
            "max_length": _("This line has %(show_value)d characters; %(limit_value)d are the most."),
            **NOT_KEPT,
        },
    )


def sent(request: HttpRequest) -> bool:
    return request.method == "POST"


def replace(form: forms.Form, **values: str) -> None:
    """Let a form that goes back to its sender carry other hidden values than it came with."""
    given = form.data.copy() if isinstance(form.data, QueryDict) else dict(form.data)
    for name, value in values.items():
        given[name] = value
    form.data = given


def attempt(form: forms.Form, command: Callable[[], T]) -> T | None:
    """What `command` gives; where the room cannot take the input, None, and the form has the reasons at its fields."""
    try:
        return command()
    except Invalid as wrong:
        if "request_key" in wrong.errors:
            replace(form, request_key=str(uuid7()))
        for field, says in wrong.errors.items():
            form.add_error(field if field in form.fields else None, says)
    except TextTooLong as wrong:
        form.add_error("body" if "body" in form.fields else None, str(wrong))
    return None

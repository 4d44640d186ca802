"""What stands now, where it was changed elsewhere while somebody typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from belong.doors.web.profiles.words import SHOWN

SHOWN_TO = "visible-"
UNASKED = ("version", "picture")
"""Nobody can type a picture: it is chosen once more or stays."""


def differing(typed: forms.Form, now: forms.Form, *, has_picture: bool) -> dict[str, str]:
    """By the names of the fields that were typed otherwise: what stands there now, in words.

    `now` is the form as it is filled from what stands. Who is shown a thing that says nothing is no difference.
    """
    says_nothing = {f"{SHOWN_TO}{name}" for name in typed.fields if not _standing(now, name)}
    if has_picture:
        says_nothing.discard(f"{SHOWN_TO}picture")
    return {
        name: _in_words(name, _standing(now, name))
        for name, field in typed.fields.items()
        if name not in UNASKED
        and name not in says_nothing
        and field.has_changed(_standing(now, name), typed[name].value())
    }


def _standing(now: forms.Form, name: str) -> Any:
    return now.fields[name].initial if name in now.fields else ""


def _in_words(name: str, value: Any) -> str:
    if name.startswith(SHOWN_TO) or name in ("listed", "interests"):
        return str(dict(SHOWN)[value])
    said = ", ".join(value) if isinstance(value, list) else str(value or "")
    return said or _("Nothing.")

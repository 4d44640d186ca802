"""Who is shown a thing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.profiles.words import SHOWN
from belong.doors.web.shared.forms import CHOOSE


def shown_field(label: Any = None, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label or _("Who is shown this"), help_text=help_text, choices=SHOWN, error_messages=CHOOSE
    )

"""How many mails one person gets a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.settings.forms import NUMBER, SettingsForm
from belong.ground.kernel.public import Community
from belong.ground.settings.public import mails_a_day


class MailsForm(SettingsForm):
    NAMES = ("mails_a_day",)

    mails_a_day = forms.IntegerField(
        label=_("How many mails a day does one person get at most?"),
        help_text=_(
            "What is more waits for the next day; nothing is lost. Codes, confirmations and what somebody asked for a"
            " moment ago are not counted."
        ),
        error_messages=NUMBER,
    )

    def as_it_is(self, now: Community) -> dict[str, Any]:
        return {"mails_a_day": mails_a_day()}

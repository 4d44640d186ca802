"""What becomes of the texts of somebody who goes for good."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.settings.forms import SettingsForm
from belong.doors.web.shared.forms import CHOOSE
from belong.ground.kernel.public import Community
from belong.ground.people.public import DELETE, KEEP, MEMBER_CHOOSES, erasing_rule

ERASING = [
    (MEMBER_CHOOSES, _("Whoever goes chooses")),
    (KEEP, _("They stay, as written by a former member")),
    (DELETE, _("They go: every text is emptied")),
]


class ErasingForm(SettingsForm):
    NAMES = ("erasing",)

    erasing = forms.ChoiceField(
        label=_("What becomes of the texts of somebody who goes for good?"),
        help_text=_("Their name, their addresses and all else that is kept of them is erased in any case."),
        choices=ERASING,
        error_messages=CHOOSE,
    )

    def as_it_is(self, now: Community) -> dict[str, Any]:
        return {"erasing": erasing_rule()}

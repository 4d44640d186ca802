"""The form of where somebody belongs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.community.profiles.public import NAME_LENGTH, TITLE_LENGTH, AffiliationCard
from belong.doors.web.profiles.forms.shown import shown_field
from belong.doors.web.profiles.reading import said_of_belonging, strangers_find_people
from belong.doors.web.profiles.words import BELONGS
from belong.doors.web.shared.forms import CHOOSE, CreatingForm, line_field

DAYS = {"invalid": _("Give a day as year-month-day, for instance 2016-06-30.")}


class BelongingForm(CreatingForm):
    """Where somebody belongs; of one that is known already only the rest can be changed."""

    title = line_field(_("As what"), _("For instance: brewer, treasurer."), required=False, max_length=TITLE_LENGTH)
    from_on = forms.DateField(label=_("Since"), required=False, input_formats=["%Y-%m-%d"], error_messages=DAYS)
    until_on = forms.DateField(
        label=_("Until"), help_text=_("Empty: still."), required=False, input_formats=["%Y-%m-%d"], error_messages=DAYS
    )

    def __init__(self, *args: Any, known: AffiliationCard | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known is None:
            self.fields["organisation"] = line_field(_("Name"), max_length=NAME_LENGTH)
            self.fields["kind"] = forms.ChoiceField(
                label=_("What it is to you"), choices=BELONGS, initial="employer", error_messages=CHOOSE
            )
        self.fields["visibility"] = shown_field(help_text=said_of_belonging(strangers_find_people()))
        self.fields["visibility"].initial = "members"
        if known is not None:
            for name in ("title", "from_on", "until_on", "visibility"):
                self.fields[name].initial = getattr(known, name)

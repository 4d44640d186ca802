"""Recording a contact moment, and taking one back."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.people.words import DIRECTIONS, TURFS
from belong.doors.web.shared.days import day_field
from belong.doors.web.shared.forms import CHOOSE, CreatingForm, line_field
from belong.doors.web.shared.moments import CHANNELS, PURPOSES
from belong.ground.kernel.public import day_of, now, organisation_zone

OFFERED = ("phone", "visit", "meeting", "event", "letter", "mail", "sms", "chat", "video", "webinar", "social", "blog")
PURPOSES_OFFERED = ("help", "inform", "connect", "thank", "ask", "invite", "sell", "welcome")
NOTE_LENGTH = 4_000


class ContactForm(CreatingForm):
    """A contact moment with one person. Without a day it was just now; without a time, at noon of the day."""

    channel = forms.ChoiceField(
        label=_("How"), choices=[(word, CHANNELS[word]) for word in OFFERED], initial="phone", error_messages=CHOOSE
    )
    direction = forms.ChoiceField(
        label=_("Who came to whom"),
        choices=list(DIRECTIONS.items()),
        initial="out",
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    turf = forms.ChoiceField(label=_("Where"), choices=list(TURFS.items()), initial="theirs", error_messages=CHOOSE)
    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=[("", _("nothing in particular")), *((word, PURPOSES[word]) for word in PURPOSES_OFFERED)],
        required=False,
        error_messages=CHOOSE,
    )
    clock = forms.TimeField(
        label=_("At"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"invalid": _("Give a time as hours and minutes, for instance 14:30.")},
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For hosts. The person is given it when they ask for all that is kept of them."),
        required=False,
        max_length=NOTE_LENGTH,
        error_messages={"max_length": _("The note has %(show_value)d characters; %(limit_value)d are the most.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["day"] = day_field(_("When"))
        self.fields["day"].help_text = _("Empty: just now.")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        at = self.at
        if at is not None and at > now():
            self.add_error("clock", _("This has not come yet. Choose an earlier time."))
        elif given.get("clock") and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say on which day."))
        return given

    @property
    def at(self) -> datetime | None:
        """When it was; None: just now."""
        day: date | None = self.cleaned_data.get("day")
        clock: time | None = self.cleaned_data.get("clock")
        if day is None:
            return None
        zone = organisation_zone()
        if clock is not None:
            return datetime.combine(day, clock, zone).astimezone(UTC)
        noon = datetime.combine(day, time(12), zone)
        return min(noon, now()) if day == day_of(now()) else noon


class TakeBackForm(forms.Form):
    reason = line_field(_("Why"), _("For instance: it was another person. Hosts can read it later."), max_length=500)

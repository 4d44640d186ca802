"""What hosts are asked when they change the record of a person: always why."""

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.forms import CHOOSE, CreatingForm, line_field
from belong.ground.kernel.public import day_of, folded, now, start_of_day
from belong.ground.people.public import slug_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
WHY_HELP = _("Hosts read it in the history, and the person in all that is kept of them.")


def why_field(*, required: bool = True) -> forms.CharField:
    return line_field(_("Why"), WHY_HELP, required=required, max_length=500)


def any_day(label: "StrOrPromise", help_text: "StrOrPromise") -> forms.DateField:
    """A day, past or to come, that may be left open."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%Y-%m-%d"],
        validators=[_within],
        error_messages={"invalid": _("Give a day as year-month-day, for instance 2016-06-30.")},
    )


def _within(day: date) -> None:
    if not FIRST <= day <= LAST:
        raise ValidationError(_("Choose a day between the years 1900 and 2199."))


class WhyForm(forms.Form):
    reason = why_field()


class StaffForm(WhyForm):
    """`staff` says which of the two is meant: sent twice, it means the same."""

    staff = forms.ChoiceField(
        choices=[("yes", _("yes")), ("no", _("no"))], widget=forms.HiddenInput, error_messages=CHOOSE
    )


class TakeForm(WhyForm):
    """`known` says what is meant, so that it is known when it was taken already."""

    known = forms.CharField(required=False, widget=forms.HiddenInput)


class NameForm(forms.Form):
    name = line_field(_("Name"), _("As everybody here is to read it."), max_length=200)
    reason = why_field()


class KnownForm(forms.Form):
    """`source` is what the room keeps: an e-mail address, a phone number, or a handle somewhere."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[("mail", _("an e-mail address")), ("phone", _("a phone number")), ("handle", _("a handle elsewhere"))],
        initial="mail",
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    key = line_field(_("The address, number or handle"), max_length=320)
    where = line_field(
        _("Where the handle is"), _("For a handle only, for instance mastodon.social."), required=False, max_length=90
    )
    reason = why_field()

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("kind") == "handle" and "where" not in self.errors and not self.source:
            self.add_error("where", _("Say where: letters, digits, dots and hyphens."))
        return given

    @property
    def source(self) -> str:
        kind = self.cleaned_data.get("kind", "")
        if kind != "handle":
            return str(kind)
        where = re.sub(r"[^a-z0-9.:-]+", "-", folded(self.cleaned_data.get("where", "").lower()))
        return re.sub(r":+", ":", where).strip("-.:")


class AppointForm(forms.Form):
    """`word`: the role as it is kept, in plain letters."""

    word = ""
    role = line_field(_("Role"), _("For instance: treasurer, expert, group leader. Or host, or owner."), max_length=40)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["from"] = any_day(_("From"), _("Empty: from now on. A day to come: it begins by itself."))
        self.fields["until"] = any_day(_("Until the end of"), _("Empty: until somebody ends it."))
        self.fields["reason"] = why_field(required=False)

    def clean_role(self) -> str:
        parts = re.split(r"[\W_]+", self.cleaned_data["role"])
        self.word = "_".join(filter(None, (slug_of(part, otherwise="", limit=40) for part in parts)))
        if not self.word:
            raise ValidationError(_("Please write it in Latin, Greek or Cyrillic letters."))
        return str(self.cleaned_data["role"])

    @property
    def from_at(self) -> datetime | None:
        day: date | None = self.cleaned_data["from"]
        return None if day is None or day == day_of(now()) else start_of_day(day)


class TermForm(forms.Form):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["until"] = any_day(_("Until the end of"), _("Empty: until somebody ends it."))
        self.fields["reason"] = why_field(required=False)


class MaybeWhyForm(forms.Form):
    reason = why_field(required=False)


class NoteForm(CreatingForm):
    body = forms.CharField(
        label=_("Note"),
        help_text=_("For hosts alone. The person is given it when they ask for all that is kept of them."),
        max_length=4_000,
        widget=forms.Textarea,
        error_messages={
            "required": _("Please write something here."),
            "max_length": _("The note has %(show_value)d characters; %(limit_value)d are the most."),
        },
    )


def until_at(form: forms.Form) -> datetime | None:
    """The instant after the last moment of the last day."""
    day: date | None = form.cleaned_data["until"]
    return None if day is None else start_of_day(day + timedelta(days=1))

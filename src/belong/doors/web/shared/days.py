"""Days in addresses: what a page looks back at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import day_of, now
from belong.ground.ledger.public import newest_at, words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRST = date(1900, 1, 1)

QUIET = timedelta(days=90)
"""After so long without anything new, a page of figures offers the day of the last thing."""


def past_day(day: date) -> None:
    """Refuse, in words, a day before 1900 or one that has not come yet."""
    if day < FIRST:
        raise ValidationError(_("Nothing is known from before 1900. Choose a later day."))
    if day > day_of(now()):
        raise ValidationError(_("This day has not come yet. Choose today or an earlier one."))


def day_field(label: "StrOrPromise") -> forms.DateField:
    """A day from 1900 to today that may be left open."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        validators=[past_day],
        error_messages={"invalid": _("Give a day as year-month-day, for instance 2016-06-30.")},
    )


def offered_day() -> date | None:
    """The day of the newest thing that anybody did, where that is more than 90 days ago; else None. One query.

    An archive that was brought in today ends years ago: its figures are worth looking at as of then.
    """
    at = now()
    newest = newest_at(at, words(activity=True))
    return day_of(newest) if newest is not None and newest < at - QUIET else None


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The day that a page looks at. `day` is None for now, and where what was given is `wrong` (in words).

    `text` is what was given, for the form and for links; `offered` a day worth looking at instead of now, or None.
    """

    day: date | None
    text: str = ""
    wrong: str = ""
    offered: date | None = None

    @property
    def status(self) -> int:
        """Of an answer that shows the page: 422 where the day could not be taken."""
        return 422 if self.wrong else 200

    @property
    def query(self) -> str:
        """The day as it stands in addresses; "" for now."""
        return self.day.isoformat() if self.day is not None else ""


def looked_at(request: HttpRequest, given: Mapping[str, str] | None = None) -> LookedAt:
    """What `?as_of=` asks for, or the field of a form that was sent (`given`). Where nothing new has come for long and
    no day was chosen, one is `offered`."""
    fields = request.GET if given is None else given
    text = fields.get("as_of", "")
    form = AsOfForm(fields)
    if not form.is_valid():
        return LookedAt(None, text, " ".join(str(says) for says in form.errors.get("as_of", ())), offered_day())
    day: date | None = form.cleaned_data["as_of"]
    return LookedAt(day, text, "", offered_day() if day is None else None)


class AsOfForm(forms.Form):
    """The end of one day; left open: now."""

    as_of = day_field(_("As of the end of"))


class PeriodForm(forms.Form):
    """From the start of one day to the end of another; left open: from the beginning, until now."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["from"] = day_field(_("From the start of"))
        self.fields["to"] = day_field(_("To the end of"))

    def clean(self) -> dict[str, date | None]:
        given: dict[str, date | None] = super().clean() or self.cleaned_data
        begin, end = given.get("from"), given.get("to")
        if begin and end and end < begin:
            self.add_error("to", _("This day is before the first one."))
        return given

    @property
    def query(self) -> dict[str, str]:
        """The period as it stands in an address."""
        return {name: day.isoformat() for name in ("from", "to") if (day := self.cleaned_data.get(name))}

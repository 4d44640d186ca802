"""Days in addresses: what a page looks back at."""

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


def day_field(label: "StrOrPromise") -> forms.DateField:
    """A day that may be left open; far enough from the ends of the calendar to be reckoned with."""
    says = _("Give a day as year-month-day, for instance 2016-06-30.")
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        validators=[MinValueValidator(FIRST, says), MaxValueValidator(LAST, says)],
        error_messages={"invalid": says},
    )


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

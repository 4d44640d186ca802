"""What a search is narrowed by, as a form in the address."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.days import day_field
from belong.doors.web.shared.forms import line_field
from belong.insight.search.public import ANSWERED, BEST, NEWEST, WAITS, Filters

ANSWERS = [("", _("all posts")), (ANSWERED, _("questions with an answer")), (WAITS, _("questions without an answer"))]
SORTS = [(BEST, _("the best first")), (NEWEST, _("the newest first"))]
LONGEST = 200


class SearchForm(forms.Form):
    """Every field may be left open."""

    q = line_field(_("Search"), required=False, max_length=LONGEST)
    group = forms.SlugField(label=_("In the group"), required=False)
    tag = line_field(_("With the tag"), required=False, max_length=60)
    by = line_field(_("Written by"), _("A name, or how one begins."), required=False, max_length=100)
    answered = forms.ChoiceField(label=_("Show"), choices=ANSWERS, required=False)
    sort = forms.ChoiceField(label=_("In the order"), choices=SORTS, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["from"] = day_field(_("From the start of"))
        self.fields["to"] = day_field(_("To the end of"))

    def clean(self) -> dict[str, object]:
        given: dict[str, object] = super().clean() or self.cleaned_data
        begin, end = given.get("from"), given.get("to")
        if isinstance(begin, date) and isinstance(end, date) and end < begin:
            self.add_error("to", _("This day is before the first one."))
        return given

    @property
    def filters(self) -> Filters:
        given = self.cleaned_data
        return Filters(given["group"], given["tag"], given["by"], given["from"], given["to"], given["answered"])

    @property
    def query(self) -> dict[str, str]:
        """The search as it stands in an address."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

"""Forms of what the community asks, and of what the directory is narrowed by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from belong.community.profiles.public import HELP_LENGTH, LABEL_LENGTH, FieldCard, Looked
from belong.doors.web.profiles.forms.shown import shown_field
from belong.doors.web.profiles.reading import said_of_answers, strangers_find_people
from belong.doors.web.profiles.words import KINDS
from belong.doors.web.shared.forms import CHOOSE, line_field
from belong.doors.web.shared.labels import label_of

WITH_OPTIONS = ("choice", "choices")
LOOKED_LENGTH = 100


class FieldForm(forms.Form):
    """Something that the community asks."""

    label = line_field(_("What is asked"), _("For instance: Favourite style."), max_length=LABEL_LENGTH)
    help = line_field(_("Help"), _("A sentence under it, for who fills it in."), required=False, max_length=HELP_LENGTH)
    options = forms.CharField(
        label=_("Choices"), help_text=_("For one or some of several: one a line."), required=False
    )
    is_required = forms.BooleanField(label=_("Everybody must answer this when they save their profile"), required=False)

    def __init__(self, *args: Any, known: FieldCard | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = known
        self.fields["visibility"] = shown_field(
            _("Who is shown it, unless a person chooses otherwise"), said_of_answers(strangers_find_people())
        )
        self.fields["visibility"].initial = "members"
        if known is None:
            self.fields["kind"] = forms.ChoiceField(
                label=_("What kind of answer"), choices=KINDS, initial="text", error_messages=CHOOSE
            )
            return
        self.fields["label"].initial = label_of(known)
        self.fields["help"].initial = known.help
        self.fields["options"].initial = "\n".join(known.options)
        self.fields["is_required"].initial = known.is_required
        self.fields["visibility"].initial = known.visibility
        if known.kind not in WITH_OPTIONS:
            del self.fields["options"]

    @property
    def given(self) -> dict[str, Any]:
        """As the room takes it. The program's own fields keep their names in every language until they are renamed."""
        values = dict(self.cleaned_data)
        if self._known is not None and not self._known.label and values["label"] == label_of(self._known):
            values["label"] = ""
        options = tuple(line for line in values.get("options", "").splitlines() if line.strip())
        return {**values, "options": options}


class LookingForm(forms.Form):
    """What the directory is narrowed by; whatever is left empty narrows nothing."""

    def __init__(self, data: Any, fields: Sequence[FieldCard], groups: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.asked = [field for field in fields if field.kind in {"choice", "choices", "text"}]
        for name, label in (
            ("name", gettext("Name")),
            ("interest", gettext("Interest")),
            ("place", gettext("Place")),
            ("organisation", gettext("Organisation")),
        ):
            self.fields[name] = line_field(label, required=False, max_length=LOOKED_LENGTH)
        self.fields["group"] = forms.ChoiceField(
            label=gettext("Group"), required=False, choices=[("", gettext("Any")), *groups], error_messages=CHOOSE
        )
        for field in self.asked:
            if field.options:
                choices = [("", gettext("Any")), *((option, option) for option in field.options)]
                self.fields[f"field-{field.key}"] = forms.ChoiceField(
                    label=label_of(field), required=False, choices=choices, error_messages=CHOOSE
                )
            else:
                self.fields[f"field-{field.key}"] = line_field(
                    label_of(field), required=False, max_length=LOOKED_LENGTH
                )

    @property
    def looked(self) -> Looked:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Looked(
            name=given.get("name", ""),
            tag=given.get("interest", ""),
            group=given.get("group", ""),
            place=given.get("place", ""),
            organisation=given.get("organisation", ""),
            fields=tuple(
                (field.key, given[f"field-{field.key}"]) for field in self.asked if f"field-{field.key}" in given
            ),
        )

    @property
    def query(self) -> dict[str, str]:
        """What was asked for, as it stands in addresses."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

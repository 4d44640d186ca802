"""Forms of profiles: one's own, where one belongs, what the community asks, and what the directory is narrowed by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from belong.community.profiles.public import (
    ADDRESS_LENGTH,
    HELP_LENGTH,
    LABEL_LENGTH,
    LINE_LENGTH,
    LONG_LENGTH,
    MOST_LINKS,
    NAME_LENGTH,
    TITLE_LENGTH,
    AffiliationCard,
    Draft,
    FieldCard,
    Given,
    LinkCard,
    Looked,
    OwnProfile,
)
from belong.doors.web.profiles.words import BELONGS, KINDS, SHOWN
from belong.doors.web.shared.forms import CHOOSE, CreatingForm, line_field
from belong.doors.web.shared.labels import label_of

WITH_OPTIONS = ("choice", "choices")
BLANK_LINKS = 2
PERSON_NAME_LENGTH = 100
TOO_LONG = _("This text has %(show_value)d characters; %(limit_value)d are the most.")
DAYS = {"invalid": _("Give a day as year-month-day, for instance 2016-06-30.")}


def shown_field(label: Any = None) -> forms.ChoiceField:
    return forms.ChoiceField(label=label or _("Who is shown this"), choices=SHOWN, error_messages=CHOOSE)


class ProfileForm(forms.Form):
    """A whole profile. Beside each thing stands who is shown it: `visible-NAME` for the field `NAME`."""

    def __init__(self, own: OwnProfile, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self._add(
            "words",
            forms.CharField(
                label=_("In your own words"),
                help_text=_("Who you are, what you care for, what people may ask you. Markdown works."),
                required=False,
                strip=False,
                max_length=LONG_LENGTH,
                initial=own.words,
                error_messages={
                    "max_length": _("This text has %(show_value)d characters; %(limit_value)d are the most.")
                },
            ),
            own.visibility,
        )
        self.asked = [said.field for said in own.values]
        for said in own.values:
            field = _asking(said.field)
            field.initial = said.text if said.field.kind != "choices" else list(said.chosen)
            if said.field.kind == "choice":
                field.initial = said.chosen[0] if said.chosen else ""
            self._add(f"field-{said.field.key}", field, said.visibility)
        for place, link in enumerate(self._link_rows()):
            self._add_link(place, link)
        for name, label, help_text, initial in (
            ("listed", _("Who finds you in the list of members"), "", own.listed),
            ("interests", _("Who is shown which subjects you follow"), "", own.interests),
        ):
            self.fields[name] = shown_field(label)
            self.fields[name].help_text = help_text
            self.fields[name].initial = initial

    def _add(self, name: str, field: forms.Field, visibility: str) -> None:
        self.fields[name] = field
        self.fields[f"visible-{name}"] = shown_field()
        self.fields[f"visible-{name}"].initial = visibility

    def _link_rows(self) -> list[LinkCard]:
        sent = sum(1 for place in range(MOST_LINKS) if f"link-{place}" in self.data) if self.is_bound else 0
        rows = [*self.own.links, *(LinkCard("", "", "members") for _place in range(BLANK_LINKS))][:MOST_LINKS]
        return rows + [LinkCard("", "", "members")] * (sent - len(rows))

    def _add_link(self, place: int, link: LinkCard) -> None:
        self._add(f"link-{place}", line_field(_("Address"), required=False, max_length=ADDRESS_LENGTH), link.visibility)
        self.fields[f"link-{place}"].initial = link.url
        self.fields[f"label-{place}"] = line_field(_("What it is"), required=False, max_length=LABEL_LENGTH)
        self.fields[f"label-{place}"].initial = link.label

    @property
    def links(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """What it is, its address, who is shown it."""
        places = [name[5:] for name in self.fields if name.startswith("link-")]
        return [(self[f"label-{place}"], self[f"link-{place}"], self[f"visible-link-{place}"]) for place in places]

    @property
    def values(self) -> list[tuple[FieldCard, forms.BoundField, forms.BoundField]]:
        return [(field, self[f"field-{field.key}"], self[f"visible-field-{field.key}"]) for field in self.asked]

    @property
    def draft(self) -> Draft:
        """What was sent, once the form is valid."""
        given = self.cleaned_data
        return Draft(
            words=given["words"],
            visibility=given["visible-words"],
            listed=given["listed"],
            interests=given["interests"],
            values={field.key: self._given(field) for field in self.asked},
            links=tuple(
                LinkCard(given[f"link-{place}"], given[f"label-{place}"], given[f"visible-link-{place}"])
                for place in range(len(self.links))
            ),
        )

    def _given(self, field: FieldCard) -> Given:
        value, visibility = self.cleaned_data[f"field-{field.key}"], self.cleaned_data[f"visible-field-{field.key}"]
        if field.kind == "choices":
            return Given(chosen=tuple(value), visibility=visibility)
        if field.kind == "choice":
            return Given(chosen=(value,) if value else (), visibility=visibility)
        return Given(text=value, visibility=visibility)


def _asking(field: FieldCard) -> forms.Field:
    """The form's field. Whether it must be filled in is the room's to say, in words of its own."""
    label, help_text = label_of(field), field.help
    options = [(option, option) for option in field.options]
    asked: forms.Field
    if field.kind == "choice":
        asked = forms.ChoiceField(
            label=label, help_text=help_text, required=False, choices=[("", "–"), *options], error_messages=CHOOSE
        )
    elif field.kind == "choices":
        asked = forms.MultipleChoiceField(
            label=label, help_text=help_text, required=False, choices=options, error_messages=CHOOSE
        )
    else:
        limit = LONG_LENGTH if field.kind == "long_text" else ADDRESS_LENGTH if field.kind == "link" else LINE_LENGTH
        asked = line_field(label, help_text, required=False, max_length=limit)
    return asked


class NameForm(forms.Form):
    name = line_field(_("Your name"), _("As others in the community shall read it."), max_length=PERSON_NAME_LENGTH)


class PictureForm(forms.Form):
    picture = forms.FileField(
        label=_("A picture of you"),
        help_text=_(
            "JPEG, PNG, WebP or GIF, at most 15 MB. It is cut to a square; where and when it was taken is not kept."
        ),
        error_messages={
            "required": _("Choose a picture first."),
            "missing": _("Choose a picture first."),
            "empty": _("This file is empty."),
            "invalid": _("Choose a picture first."),
        },
    )

    def __init__(self, *args: Any, visibility: str = "members", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"] = shown_field(_("Who is shown your picture"))
        self.fields["visibility"].initial = visibility


class ShownForm(forms.Form):
    def __init__(self, *args: Any, visibility: str = "members", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"] = shown_field(_("Who is shown your picture"))
        self.fields["visibility"].initial = visibility


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
        self.fields["visibility"] = shown_field()
        self.fields["visibility"].initial = "members"
        if known is not None:
            for name in ("title", "from_on", "until_on", "visibility"):
                self.fields[name].initial = getattr(known, name)


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
        self.fields["visibility"] = shown_field(_("Who is shown it, unless a person chooses otherwise"))
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


LOOKED_LENGTH = 100


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

"""The form of one's own profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.community.profiles.public import (
    ADDRESS_LENGTH,
    LABEL_LENGTH,
    LINE_LENGTH,
    LONG_LENGTH,
    MOST_BYTES,
    MOST_LINKS,
    Draft,
    FieldCard,
    Given,
    LinkCard,
    OwnProfile,
)
from belong.doors.web.profiles.forms.meanwhile import differing
from belong.doors.web.profiles.forms.shown import shown_field
from belong.doors.web.shared.forms import CHOOSE, line_field, replace
from belong.doors.web.shared.labels import label_of

BLANK_LINKS = 2
PERSON_NAME_LENGTH = 100
TOO_LONG = _("This text has %(show_value)d characters; %(limit_value)d are the most.")
CHOOSE_FIRST = _("Choose a picture first.")


class LongField(forms.CharField):
    """A longer text. Browsers send its ends of lines otherwise than it is kept: that is no change."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, (data or "").replace("\r\n", "\n"))


class ProfileForm(forms.Form):
    """A whole profile: one form, so that whichever of its buttons is pressed sends all that was typed. Beside each
    thing stands who is shown it: `visible-NAME` for the field `NAME`."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, own: OwnProfile, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.meanwhile: dict[str, str] = {}
        self.fields["version"].initial = own.version
        if self.data.get("version") and self.data["version"] != own.version:
            self._bring_links(own, self._links_sent())
        # a name that came with an archive may be one that nobody could give themselves: it stays as long as they like
        self.fields["name"] = line_field(
            _("Your name"),
            _("As others in the community shall read it."),
            required=bool(own.name),
            max_length=max(PERSON_NAME_LENGTH, len(own.name)),
        )
        self.fields["name"].initial = own.name
        self._add("picture", _picture_field(), own.picture_visibility)
        self._add(
            "words",
            LongField(
                label=_("In your own words"),
                help_text=_("Who you are, what you care for, what people may ask you. Markdown works."),
                required=False,
                strip=False,
                max_length=LONG_LENGTH,
                initial=own.words,
                error_messages={"max_length": TOO_LONG},
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
        sent = self._links_sent()
        rows = [*self.own.links, *(LinkCard("", "", "members") for _place in range(BLANK_LINKS))][:MOST_LINKS]
        if sent:
            # what was sent twice finds its links kept already, and no more rows than it came with
            rows = rows[: max(sent, len(self.own.links))]
        return rows + [LinkCard("", "", "members")] * (sent - len(rows))

    def _links_sent(self) -> int:
        return sum(1 for place in range(MOST_LINKS) if f"link-{place}" in self.data) if self.is_bound else 0

    def _bring_links(self, own: OwnProfile, first: int) -> None:
        """Links that came since the page was opened: it had no rows for them, so nobody meant to take them away."""
        for place, link in enumerate(own.links[first:], first):
            replace(
                self,
                **{f"link-{place}": link.url, f"label-{place}": link.label, f"visible-link-{place}": link.visibility},
            )

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

    def follow(self, before: OwnProfile, after: OwnProfile) -> None:
        """What this page itself changed is no change from elsewhere."""
        if self.data.get("version") == before.version:
            replace(self, version=after.version)

    def put_beside(self, now: OwnProfile) -> None:
        """Refused, since the profile was changed elsewhere: what stands now goes back beside what was typed otherwise,
        and the form answers to it from here on."""
        rows = len(self.links)
        self._bring_links(now, rows)
        for place, link in enumerate(now.links[rows:], rows):
            self._add_link(place, link)
        self.meanwhile = differing(self, ProfileForm(now), has_picture=now.picture is not None)
        replace(self, version=now.version)

    def judge_picture_alone(self) -> None:
        """A picture is needed and must be one; all else comes back as it was typed, and is judged when it is kept."""
        self.judge_nothing_but("picture", "visible-picture")
        if "picture" not in self.errors and not self.cleaned_data["picture"]:
            self.add_error("picture", CHOOSE_FIRST)

    def judge_nothing_but(self, *names: str) -> None:
        for name in self.errors.keys() - set(names):
            del self.errors[name]

    @property
    def holds_more(self) -> bool:
        """Whether something besides the picture was typed that is not kept."""
        return "words" in self.data and bool(set(self.changed_data) - {"picture", "visible-picture", "version"})

    @property
    def picture(self) -> bytes:
        """The file that was sent: one byte more than is taken tells that there was too much, the rest is never read."""
        content: bytes = self.cleaned_data["picture"].read(MOST_BYTES + 1)
        return content

    @property
    def draft(self) -> Draft:
        """What was sent, once the form is valid."""
        given = self.cleaned_data
        return Draft(
            name=given["name"] if given["name"] != self.own.name.strip() else None,
            picture=self.picture if given["picture"] else None,
            picture_visibility=given["visible-picture"],
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


def _picture_field() -> forms.FileField:
    return forms.FileField(
        label=_("A picture of you"),
        help_text=_(
            "JPEG, PNG, WebP or GIF, at most 15 MB. It is cut to a square; where and when it was taken is not kept."
        ),
        required=False,
        error_messages={
            "required": CHOOSE_FIRST,
            "missing": CHOOSE_FIRST,
            "empty": _("This file is empty."),
            "invalid": CHOOSE_FIRST,
        },
    )


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
    elif field.kind == "long_text":
        asked = LongField(
            label=label,
            help_text=help_text,
            required=False,
            max_length=LONG_LENGTH,
            error_messages={"max_length": TOO_LONG},
        )
    else:
        limit = ADDRESS_LENGTH if field.kind == "link" else LINE_LENGTH
        asked = line_field(label, help_text, required=False, max_length=limit)
    return asked

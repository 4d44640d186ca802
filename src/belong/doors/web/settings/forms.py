"""A form for each thing that hosts set. What the environment fixes has no field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.forms import CHOOSE, body_field, line_field
from belong.ground.kernel.public import (
    APPROVAL,
    HOME,
    HOSTS,
    INVITATION,
    MEMBERS,
    OPEN,
    PUBLIC,
    Community,
    community,
    setting,
)

HUES = [
    (40, _("Brick")),
    (75, _("Ochre")),
    (125, _("Moss")),
    (155, _("Green")),
    (195, _("Teal")),
    (250, _("Blue")),
    (295, _("Violet")),
    (350, _("Rose")),
]
JOINING = [
    (OPEN, _("Everybody: who confirms an address is a member")),
    (APPROVAL, _("Who asks and is let in: hosts read a few answers first")),
    (INVITATION, _("Who was invited")),
]
INVITING = [
    (MEMBERS, _("Every member")),
    (HOSTS, _("Hosts only")),
]
STRANGERS = [
    (PUBLIC, _("What is said in groups that are open to everybody, and the people who say it")),
    (HOME, _("The first page, what is said about the community, and the way in; nothing else")),
]
NUMBER = {"invalid": _("Write a whole number."), "required": _("Write a whole number.")}


class SettingsForm(forms.Form):
    """`NAMES` are settings of the kernel's `Community`; a field stands for each that is not fixed."""

    NAMES: tuple[str, ...] = ()

    def __init__(self, data: Any = None, files: Any = None) -> None:
        self.now = community()
        super().__init__(data, files, initial=self.as_it_is(self.now))
        for name in self.now.fixed & set(self.fields):
            del self.fields[name]

    def as_it_is(self, now: Community) -> dict[str, Any]:
        return {name: getattr(now, name) for name in self.NAMES}

    @property
    def values(self) -> dict[str, Any]:
        """What `change` takes."""
        return {name: self.cleaned_data[name] for name in self.NAMES if name in self.fields}


class NameForm(SettingsForm):
    NAMES = ("name", "purpose")

    def as_it_is(self, now: Community) -> dict[str, Any]:
        """The house's own name is no suggestion."""
        return {"name": now.name if setting("name") else "", "purpose": now.purpose}

    name = line_field(_("What is your community called?"), _("It stands at the top of every page."), max_length=80)
    purpose = line_field(
        _("What is it for?"),
        _("One or two sentences for somebody who has never heard of you. They stand on the first page."),
        required=False,
        max_length=400,
    )


class SenderForm(SettingsForm):
    NAMES = ("sender_name", "sender")

    sender_name = line_field(
        _("Who writes?"), _("The name that stands beside the address. Without one it is the community's."),
        required=False, max_length=80,
    )  # fmt: skip
    sender = forms.EmailField(
        label=_("From which address?"),
        help_text=_("Confirmations, codes and invitations come from it. Without one no mail leaves the house."),
        required=False,
        max_length=320,
        error_messages={"invalid": _("This is no e-mail address: write one such as community@example.org.")},
    )


class LookForm(SettingsForm):
    NAMES = ("brand_hue",)

    brand_hue = forms.TypedChoiceField(
        label=_("A colour"),
        help_text=_("All colours of the pages are made of this one, for light and for dark."),
        coerce=int,
        error_messages=CHOOSE,
    )
    mark = forms.FileField(
        label=_("A mark"),
        help_text=_("A small picture beside the name: PNG, JPEG, WebP or GIF, best square, of 256 by 256 points."),
        required=False,
        max_length=300,
        error_messages={"empty": _("This file is empty.")},
    )
    no_mark = forms.BooleanField(label=_("Take the present mark away"), required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        if not self.now.mark:
            del self.fields["no_mark"]
        if "brand_hue" in self.fields:
            own = [] if self.now.brand_hue in dict(HUES) else [(self.now.brand_hue, _("As it is now"))]
            self.fields["brand_hue"].choices = [*HUES, *own]  # type: ignore[attr-defined]


class JoiningForm(SettingsForm):
    NAMES = ("joining", "questions", "inviting")

    joining = forms.ChoiceField(label=_("Who may join?"), choices=JOINING, error_messages=CHOOSE)
    questions = forms.CharField(
        label=_("What do you ask those who want to join?"),
        help_text=_(
            "One question a line, ten at most. Only used where hosts let people in. Two are answered, ten are not."
        ),
        required=False,
        max_length=3000,
    )
    inviting = forms.ChoiceField(
        label=_("Who invites others?"),
        help_text=_("By mail, twenty people a day at most, each with a line of their own."),
        choices=INVITING,
        required=False,
        error_messages=CHOOSE,
    )

    def as_it_is(self, now: Community) -> dict[str, Any]:
        return {"joining": now.joining, "questions": "\n".join(now.questions), "inviting": now.inviting}

    def clean_inviting(self) -> str:
        """Not chosen: as it is."""
        return str(self.cleaned_data["inviting"] or self.now.inviting)

    def clean_questions(self) -> list[str]:
        return [line for line in str(self.cleaned_data["questions"]).splitlines() if line.strip()]


class StrangersForm(SettingsForm):
    NAMES = ("strangers",)

    strangers = forms.ChoiceField(label=_("What does a stranger see?"), choices=STRANGERS, error_messages=CHOOSE)


class TextForm(forms.Form):
    """A text of the community. `asks`: members accept the new version before they go on."""

    source = body_field(_("The text"), _("Headings, lists and links are written as everywhere here, in Markdown."))
    asks = forms.BooleanField(
        label=_("Ask everybody to accept this version (leave it out where only a spelling changed)"), required=False
    )

    def __init__(self, key: str, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        if key == "imprint":
            del self.fields["asks"]


class KeepingForm(forms.Form):
    """In days, how long what expires is kept."""

    def __init__(self, now: dict[str, int], titles: dict[str, Any], data: Any = None) -> None:
        super().__init__(data, initial=now)
        for key in now:
            title, says = titles[key]
            self.fields[key] = forms.IntegerField(label=title, help_text=says, error_messages=NUMBER)

    @property
    def values(self) -> dict[str, int]:
        return {f"retention.{key}": int(self.cleaned_data[key]) for key in self.fields}


class LadderForm(forms.Form):
    preset = forms.ChoiceField(label=_("How do people grow into your community?"), error_messages=CHOOSE)

    def __init__(self, presets: list[tuple[str, Any]], data: Any = None, *, now: str = "") -> None:
        super().__init__(data, initial={"preset": now})
        self.fields["preset"].choices = presets  # type: ignore[attr-defined]


class GroupsForm(forms.Form):
    """Up to three groups to begin with."""

    ROWS = (1, 2, 3)

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    audience = forms.ChoiceField(
        label=_("Who may read them?"),
        choices=[
            ("public", _("Everybody, visitors and search engines too")),
            ("members", _("Every member of the community")),
        ],
        error_messages=CHOOSE,
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for row in self.ROWS:
            self.fields[f"name_{row}"] = line_field(
                _("Name of group %(number)d") % {"number": row}, required=False, max_length=80
            )
            self.fields[f"summary_{row}"] = line_field(
                _("What group %(number)d is for") % {"number": row}, required=False, max_length=300
            )

    def clean(self) -> dict[str, Any]:
        """What a group is for says nothing without its name."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.ROWS:
            if given.get(f"summary_{row}") and not given.get(f"name_{row}") and f"name_{row}" not in self.errors:
                self.add_error(f"name_{row}", _("A group needs a name."))
        return given

    @property
    def groups(self) -> list[tuple[int, str, str]]:
        """Row, name and what it is for, of the rows that have a name."""
        given = self.cleaned_data
        return [(row, given[f"name_{row}"], given[f"summary_{row}"]) for row in self.ROWS if given[f"name_{row}"]]

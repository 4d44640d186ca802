from typing import Any, Self

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from belong.doors.web.shared.forms import CHOOSE, CreatingForm, line_field
from belong.ground.groups.public import GroupCard
from belong.ground.kernel.public import folded
from belong.insight.search.public import LANGUAGES

KINDS = [
    ("interest", _("Interest: people who care for the same subject")),
    ("practice", _("Practice: people who do the same work")),
    ("chapter", _("Chapter: people of one town or region")),
    ("support", _("Support: people who help with one product or service")),
    ("circle", _("Circle: a few people who meet with a purpose")),
]
AUDIENCES = [
    ("public", _("Everybody, visitors and search engines too")),
    ("members", _("Every member of the community")),
    ("private", _("The members of the group; all members know that it exists")),
    ("secret", _("The members of the group; nobody else knows that it exists")),
]
SAYS = {
    "public": _("Everybody may read it."),
    "members": _("Every member may read it."),
    "private": _("Its members read it."),
    "secret": _("Its members read it, and only they know of it."),
}
LONG = _("This has %(show_value)d characters; %(limit_value)d are the most.")

NAMES = {"eu": "Euskara", "yi": "ייִדיש"}
"""What languages call themselves of which Django does not know it."""


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=_("Who may read it"), choices=AUDIENCES, widget=forms.RadioSelect)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, now: str = "", **kwargs: Any) -> None:
        """`now`: the language that the group writes, which may be one whose words have no forms here."""
        super().__init__(*args, **kwargs)
        names = [(code, _own_name(code)) for code in {*LANGUAGES, now} - {""}]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("The same as everywhere else here")),
            *sorted(names, key=lambda one: folded(one[1].casefold())),
        ]


def _own_name(code: str) -> str:
    """What a language calls itself, as it stands in a list."""
    name = NAMES.get(code) or LANG_INFO.get(code, {}).get("name_local", code)
    return f"{name[:1].upper()}{name[1:]}"


class DescriptionForm(forms.Form):
    name = line_field(_("Name"), max_length=120)
    summary = forms.CharField(
        label=_("What it is for"), required=False, max_length=2000, error_messages={"max_length": LONG}
    )

    @classmethod
    def of(cls, group: GroupCard) -> Self:
        """As it stands: unsent."""
        return cls(initial={"name": group.name, "summary": group.summary})


class GroupForm(DescriptionForm, CreatingForm):
    kind = forms.ChoiceField(
        label=_("What brings its people together"), choices=KINDS, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=AUDIENCES, widget=forms.RadioSelect, error_messages=CHOOSE
    )

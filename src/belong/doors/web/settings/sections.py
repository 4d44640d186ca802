"""The things that hosts set, each with its page: what it is called, its form, how it stands, and how it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from belong.doors.web.settings import forms as own
from belong.doors.web.settings.leaving import ERASING, ErasingForm
from belong.doors.web.settings.mails import MailsForm
from belong.doors.web.settings.place import PlaceForm, name_of_zone, names_of_languages
from belong.doors.web.settings.words import title_of
from belong.doors.web.shared.forms import sent
from belong.doors.web.shared.lists import listed
from belong.ground.groups import public as groups
from belong.ground.kernel.public import APPROVAL, MEMBERS, Invalid, community, uuid7
from belong.ground.people.public import Actor, erasing_rule
from belong.ground.settings import public as settings
from belong.insight.journey import public as journey

HOUSE_RULES = _(
    "We are here for each other.\n\n"
    "- **Be kind.** There is a person behind every question.\n"
    "- **Be honest.** Say what you know, and say when you do not.\n"
    "- **Give credit.** Name who helped you.\n"
    "- **Keep it private.** What people tell here about themselves stays here.\n\n"
    "Who sees something that is not right tells a host."
)
"""House rules to begin with: better than an empty page, and soon replaced."""


@dataclass(frozen=True)
class Section:
    """`form(request)` is the form as it was sent, or as things stand; `keep(actor, form)` writes it and may raise
    `Invalid`; `stands()` says in lines how things stand; `template` draws the fields.
    """

    key: str
    title: Any
    says: Any
    form: Callable[[HttpRequest], forms.Form]
    keep: Callable[[Actor, Any], None]
    stands: Callable[[Actor], list[str]]
    names: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        return f"settings/fields/{self.key}.jinja"


def _of(form: type[own.SettingsForm]) -> Callable[[HttpRequest], forms.Form]:
    return lambda request: form(request.POST, request.FILES) if sent(request) else form()


def _keep_values(actor: Actor, form: own.SettingsForm) -> None:
    if form.values:
        settings.change(actor=actor, values=form.values)


def _keep_look(actor: Actor, form: own.LookForm) -> None:
    file = form.cleaned_data.get("mark")
    if file is not None:
        settings.set_mark(actor=actor, data=file.read(settings.MOST_BYTES + 1))
    elif form.cleaned_data.get("no_mark"):
        settings.set_mark(actor=actor, data=None)
    _keep_values(actor, form)


def _name_stands(actor: Actor) -> list[str]:
    here = community()
    return [here.name, here.purpose or _t("Nothing is said yet about what it is for.")]


def _place_stands(actor: Actor) -> list[str]:
    here = community()
    names = dict(names_of_languages())
    says = _t("Pages in %(languages)s") % {"languages": listed(names[one] for one in here.spoken)}
    zone = name_of_zone(here.time_zone)
    return [zone, _t("Mostly %(language)s") % {"language": names.get(here.language, here.language)}, says]


def _sender_stands(actor: Actor) -> list[str]:
    here = community()
    if not here.sender:
        return [_t("No address is set, so no mail leaves the house.")]
    return [f"{here.sender_name or here.name} <{here.sender}>"]


def _look_stands(actor: Actor) -> list[str]:
    here = community()
    hue = dict(own.HUES).get(here.brand_hue)
    return [
        str(hue) if hue else _t("A hue of %(number)d degrees") % {"number": here.brand_hue},
        _t("With a mark of its own") if here.mark else _t("With the mark of the house"),
    ]


def _joining_stands(actor: Actor) -> list[str]:
    here = community()
    asked = here.questions if here.joining == APPROVAL else ()
    invites = _t("Members invite others.") if here.inviting == MEMBERS else _t("Hosts invite others.")
    return [str(dict(own.JOINING)[here.joining]), *asked, invites]


def _strangers_stands(actor: Actor) -> list[str]:
    return [str(dict(own.STRANGERS)[community().strangers])]


def _erasing_stands(actor: Actor) -> list[str]:
    return [str(dict(ERASING)[erasing_rule()])]


def _mails_stand(actor: Actor) -> list[str]:
    most = settings.mails_a_day()
    return [
        ngettext("At most %(count)d mail a day to one person", "At most %(count)d mails a day to one person", most)
        % {"count": most}
    ]


def _presets() -> list[tuple[str, Any]]:
    return [(one.key, one) for one in journey.presets()]


def _ladder_form(request: HttpRequest) -> forms.Form:
    if sent(request):
        return own.LadderForm(_presets(), request.POST)
    return own.LadderForm(_presets(), now=journey.current_ladder().key)


def _keep_ladder(actor: Actor, form: own.LadderForm) -> None:
    chosen = dict(_presets())[form.cleaned_data["preset"]]
    if journey.current_ladder().key != chosen.key:
        journey.choose_ladder(
            actor=actor, key=chosen.key, name=chosen.name, stages=chosen.stages, descend=chosen.descend
        )


def _ladder_stands(actor: Actor) -> list[str]:
    now = journey.current_ladder()
    return [now.name, " \N{RIGHTWARDS ARROW} ".join(stage.name for stage in now.stages)]


def _values_form(request: HttpRequest) -> forms.Form:
    if sent(request):
        return own.TextForm("values", request.POST)
    now = settings.current_text("values")
    return own.TextForm("values", initial={"source": now.source if now else HOUSE_RULES, "asks": now is None})


def _keep_values_text(actor: Actor, form: own.TextForm) -> None:
    given = form.cleaned_data
    settings.publish_text(actor=actor, key="values", source=given["source"], asks=given["asks"])


def _values_stand(actor: Actor) -> list[str]:
    version = settings.current_versions().get("values")
    return [_t("Version %(number)d") % {"number": version} if version else _t("Nothing is written down yet.")]


def _groups_form(request: HttpRequest) -> forms.Form:
    if sent(request):
        return own.GroupsForm(request.POST)
    return own.GroupsForm(initial={"request_key": uuid7(), "audience": "public"})


def _keep_groups(actor: Actor, form: own.GroupsForm) -> None:
    """Sent twice, also after going back, each row makes one group; a row that cannot be taken is named, those before
    it are there."""
    key: UUID = form.cleaned_data["request_key"]
    for row, name, summary in form.groups:
        if any(one.summary == summary for one in groups.groups_named(actor, name)):
            continue
        try:
            groups.found_group(
                actor=actor,
                name=name,
                kind="interest",
                audience=form.cleaned_data["audience"],
                summary=summary,
                request_key=str(uuid5(key, str(row))),
            )
        except Invalid as wrong:
            raise Invalid({f"{field}_{row}": says for field, says in wrong.errors.items()}) from None


def _groups_stand(actor: Actor) -> list[str]:
    found = [one.name for one in groups.groups(actor, limit=12).items if not one.is_closed]
    return [listed(found) if found else _t("There is no group yet.")]


SECTIONS = (
    Section(
        "name", _("Name and purpose"), _("What people read first."),
        _of(own.NameForm), _keep_values, _name_stands, own.NameForm.NAMES,
    ),
    Section(
        "place", _("Time and language"), _("Where your days begin, and what is spoken."),
        _of(PlaceForm), _keep_values, _place_stands, PlaceForm.NAMES,
    ),
    Section(
        "mail", _("Who writes your mails"), _("The sender that people see in their mail box."),
        _of(own.SenderForm), _keep_values, _sender_stands, own.SenderForm.NAMES,
    ),
    Section(
        "look", _("Colour and mark"), _("So that people know where they are."),
        _of(own.LookForm), _keep_look, _look_stands, (*own.LookForm.NAMES, "mark"),
    ),
    Section(
        "joining", _("Who may join"), _("How one becomes a member. It can be opened or closed at any time."),
        _of(own.JoiningForm), _keep_values, _joining_stands, own.JoiningForm.NAMES,
    ),
    Section(
        "strangers", _("What strangers see"), _("Whoever is not signed in, search engines too."),
        _of(own.StrangersForm), _keep_values, _strangers_stands, own.StrangersForm.NAMES,
    ),
    Section(
        "ladder", _("The ladder"), _("The steps that people take from their first visit to carrying the community."),
        _ladder_form, _keep_ladder, _ladder_stands,
    ),
    Section(
        "values", _("Values and house rules"), _("What you stand for, and how people treat each other here."),
        _values_form, _keep_values_text, _values_stand,
    ),
    Section(
        "groups", _("First groups"), _("Two or three places where talk can begin. Empty ones do not attract anybody."),
        _groups_form, _keep_groups, _groups_stand,
    ),
)  # fmt: skip
"""In the order in which a new community is set up."""

AFTERWARDS = (
    Section(
        "erasing", _("When somebody goes"), _("What becomes of what they wrote."),
        _of(ErasingForm), _keep_values, _erasing_stands, ErasingForm.NAMES,
    ),
    Section(
        "mails", _("How many mails"), _("So that nobody hears too much of you in one day."),
        _of(MailsForm), _keep_values, _mails_stand, MailsForm.NAMES,
    ),
)  # fmt: skip
"""What a new community need not decide yet: on the page of settings alone."""

BY_KEY = {section.key: section for section in (*SECTIONS, *AFTERWARDS)}


def fixed_titles(section: Section) -> list[str]:
    """What of this page the environment fixes, in words."""
    return [title_of(name) for name in section.names if name in community().fixed]

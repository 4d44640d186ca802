"""Settings in words: what each is called, and what a value says."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from belong.doors.web.settings.forms import HUES, INVITING, JOINING, STRANGERS
from belong.doors.web.settings.leaving import ERASING
from belong.doors.web.settings.place import name_of_zone, names_of_languages

TITLES = {
    "name": _("the name"),
    "purpose": _("the purpose"),
    "time_zone": _("the time zone"),
    "languages": _("the languages"),
    "sender": _("the sender's address"),
    "sender_name": _("the sender's name"),
    "brand_hue": _("the colour"),
    "mark": _("the mark"),
    "joining": _("who may join"),
    "questions": _("the questions to those who want to join"),
    "inviting": _("who invites others"),
    "strangers": _("what strangers see"),
    "erasing": _("what becomes of the texts of who goes"),
    "mails_a_day": _("how many mails a day go to one person"),
    "is_set_up": _("whether the community is set up"),
}

KEPT = {
    "logs": (
        _("Notes of work that was done in the background"),
        _("In days. What failed stays until somebody has looked at it."),
    ),
    "rejects": (
        _("Lines of archives that could not be taken"),
        _("In days. They may name people, so they should not stay long."),
    ),
    "uploads": (
        _("Files that were sent for an import that did not begin, or stopped"),
        _("In days."),
    ),
    "mail": (
        _("Mails that were sent, or could not be sent"),
        _("In days. They say to whom, why and when."),
    ),
}


def kept_words(key: str) -> tuple[Any, Any]:
    """What lies under a key and expires: its name, and a word about it."""
    return KEPT.get(key, (key, _("In days.")))


def title_of(name: str) -> str:
    key = name.removeprefix("retention.")
    if key != name:
        return _t("how long this is kept: %(what)s") % {"what": kept_words(key)[0]}
    return str(TITLES.get(name, name))


def said(name: str, value: Any) -> str:
    """A value as a reader understands it; nothing where it was not set."""
    if value is None or value == "" or value == []:
        return ""
    if name == "brand_hue":
        return str(dict(HUES).get(value, f"{value}\N{DEGREE SIGN}"))
    if name == "mark":
        return _t("a picture")
    if name in {"joining", "inviting", "strangers", "erasing"}:
        return str(dict([*JOINING, *INVITING, *STRANGERS, *ERASING]).get(value, value))
    if name == "time_zone":
        return name_of_zone(str(value))
    if name == "languages":
        return ", ".join(str(dict(names_of_languages()).get(one, one)) for one in value)
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    if name.startswith("retention."):
        return _t("for as long as you like") if value == 0 else _t("%(count)d days") % {"count": value}
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The form of where and in which languages the community lives."""

from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from belong.doors.web.settings.forms import SettingsForm
from belong.doors.web.shared.forms import CHOOSE
from belong.ground.kernel.public import Community, community, folded


@lru_cache(maxsize=8)
def _zones(now: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones that people live in, by the part of the world, as the browser's own list of groups; `now` among them.

    Names that a zone had before are left out, but for one that is set.
    """
    by_part: dict[str, list[tuple[str, str]]] = {"UTC": []}
    for zone in sorted({*_lived_in(), now} & {*available_timezones()} | {"UTC"}):
        by_part.setdefault(zone.partition("/")[0], []).append((zone, name_of_zone(zone)))
    return list(by_part.items())


def name_of_zone(zone: str) -> str:
    """What people call a zone: its town."""
    part, _slash, town = zone.partition("/")
    return (town or part).replace("_", " ").replace("/", ", ")


def _lived_in() -> list[str]:
    """Of each region of a country one zone, under the name that it has today."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    return [line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def names_of_languages() -> list[tuple[str, str]]:
    """Languages under their own names, by these names."""
    found = [
        (code, f"{info['name_local'][:1].upper()}{info['name_local'][1:]}")
        for code, info in LANG_INFO.items()
        if len(code) == 2 and "name_local" in info
    ]
    return sorted(found, key=lambda one: folded(one[1].casefold()))


class PlaceForm(SettingsForm):
    NAMES = ("time_zone", "languages")

    time_zone = forms.ChoiceField(
        label=_("Where do your days begin and end?"),
        help_text=_(
            "Days, months and quarters are counted there. Changing it later makes all history be counted anew."
        ),
        error_messages=CHOOSE,
    )
    languages = forms.ChoiceField(
        label=_("Which language is mostly written here?"),
        help_text=_(
            "Searches take words in this language, unless a group writes in another one. Pages and mails begin with it."
        ),
        error_messages=CHOOSE,
    )
    spoken = forms.MultipleChoiceField(
        label=_("In which languages may people read the pages?"),
        help_text=_(
            "Each chooses among these at the foot of the page, and mails to them follow. The one above is among them "
            "where there is a translation."
        ),
        choices=settings.LANGUAGES,
        required=False,
        error_messages=CHOOSE,
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        if "time_zone" in self.fields:
            self.fields["time_zone"].choices = _zones(community().time_zone)  # type: ignore[attr-defined]
        if "languages" in self.fields:
            self.fields["languages"].choices = names_of_languages()  # type: ignore[attr-defined]
        else:
            del self.fields["spoken"]

    def as_it_is(self, now: Community) -> dict[str, Any]:
        return {"time_zone": now.time_zone, "languages": now.language, "spoken": list(now.spoken)}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first = given.get("languages")
        if first and not given.get("spoken") and first not in dict(settings.LANGUAGES):
            self.add_error("spoken", _("There are no pages in the language above yet: choose one that there is."))
        return given

    @property
    def values(self) -> dict[str, Any]:
        found = super().values
        if "languages" in found:
            found["languages"] = list(dict.fromkeys([found["languages"], *self.cleaned_data["spoken"]]))
        return found

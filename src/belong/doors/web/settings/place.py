"""The form of where and in which languages the community lives."""

from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from belong.doors.web.settings.forms import SettingsForm
from belong.doors.web.shared.forms import CHOOSE
from belong.ground.kernel.public import Community

ZONES = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones that people live in, by the part of the world, as the browser's own list of groups."""
    by_part: dict[str, list[tuple[str, str]]] = {"UTC": [("UTC", "UTC")]}
    for zone in sorted(available_timezones()):
        part, _slash, town = zone.partition("/")
        if part in ZONES:
            by_part.setdefault(part, []).append((zone, town.replace("_", " ").replace("/", ", ")))
    return list(by_part.items())


@lru_cache(maxsize=1)
def names_of_languages() -> list[tuple[str, str]]:
    """Languages under their own names, by these names."""
    found = [
        (code, f"{info['name_local'][:1].upper()}{info['name_local'][1:]}")
        for code, info in LANG_INFO.items()
        if len(code) == 2 and "name_local" in info
    ]
    return sorted(found, key=lambda one: one[1].casefold())


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
            self.fields["time_zone"].choices = _zones()  # type: ignore[attr-defined]
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

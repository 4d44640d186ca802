"""By how many different people a person was helped."""

from django.utils.translation import ngettext, pgettext

from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.helped import Helped


class HelpedBy(Helped):
    """The other side of `helped`: the same facts, seen by the person towards whom they were."""

    name = "helped_by"
    about = "Different known people, neither bots nor oneself, who made contributions towards the person."

    side = "received"
    other = "f.actor"

    def enough_of(self, who: Who, needed: int) -> str:
        if needed == 1:
            return who.choose(
                pgettext("people who", "were helped by somebody%(kinds)s%(window)s"),
                pgettext("somebody", "was helped by somebody%(kinds)s%(window)s"),
            )
        return who.choose(
            pgettext("people who", "were helped by at least %(count)s people%(kinds)s%(window)s"),
            pgettext("somebody", "was helped by at least %(count)s people%(kinds)s%(window)s"),
        )

    def too_few(self, who: Who, needed: int) -> str:
        if needed == 1:
            return who.choose(
                pgettext("people who", "were helped by nobody%(kinds)s%(window)s"),
                pgettext("somebody", "was helped by nobody%(kinds)s%(window)s"),
            )
        return who.choose(
            pgettext("people who", "were helped by fewer than %(count)s people%(kinds)s%(window)s"),
            pgettext("somebody", "was helped by fewer than %(count)s people%(kinds)s%(window)s"),
        )

    def more(self, lacking: int) -> str:
        return ngettext(
            "%(count)s more person who helps%(kinds)s%(window)s",
            "%(count)s more people who help%(kinds)s%(window)s",
            lacking,
        )

"""By how many different people a person was helped."""

from datetime import datetime

from django.utils.translation import ngettext, pgettext

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.life import Selection, selection
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.facts import in_brackets, lately, named
from belong.ground.segments.measures.helped import Helped
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import contributions


class HelpedBy(Helped):
    """The other side of `helped`: the same facts, seen by the person towards whom they were."""

    name = "helped_by"
    about = "Different known people, neither bots nor oneself, who made contributions towards the person."

    def selection(self, leaf: Leaf) -> Selection:
        chosen = leaf.words("kinds") or contributions()
        return selection("received", tuple(word for word in chosen if word in contributions()), "known")

    def enough(self, leaf: Leaf) -> Sql:
        return Sql("count(distinct f.actor) >= %s", (self.needed(leaf),))

    def has(self, leaf: Leaf, at: datetime) -> Sql:
        return Sql("count(distinct f.actor)")

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        needed, kinds = self.needed(leaf), in_brackets(named(leaf, contributions()))
        says = (_too_few if negated else _enough)(who, needed)
        return (says % {"count": needed, "kinds": kinds, "window": lately(self.days(leaf))}).strip()

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        says = ngettext(
            "%(count)s more person who helps%(kinds)s%(window)s",
            "%(count)s more people who help%(kinds)s%(window)s",
            lacking,
        )
        kinds = in_brackets(named(leaf, contributions()))
        return says % {"count": lacking, "kinds": kinds, "window": lately(self.days(leaf))}


def _enough(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "were helped by somebody%(kinds)s%(window)s"),
            pgettext("somebody", "was helped by somebody%(kinds)s%(window)s"),
        )
    return who.choose(
        pgettext("people who", "were helped by at least %(count)s people%(kinds)s%(window)s"),
        pgettext("somebody", "was helped by at least %(count)s people%(kinds)s%(window)s"),
    )


def _too_few(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "were helped by nobody%(kinds)s%(window)s"),
            pgettext("somebody", "was helped by nobody%(kinds)s%(window)s"),
        )
    return who.choose(
        pgettext("people who", "were helped by fewer than %(count)s people%(kinds)s%(window)s"),
        pgettext("somebody", "was helped by fewer than %(count)s people%(kinds)s%(window)s"),
    )

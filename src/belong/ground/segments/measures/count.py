"""How often a person did something."""

from datetime import datetime

from django.utils.translation import ngettext, pgettext

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.intervals import often
from belong.ground.segments.life import Selection
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.facts import (
    Closure,
    FactMeasure,
    contributed,
    either_of,
    given,
    in_brackets,
    lately,
    named,
    so_often,
    span_of,
)
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import contributions


class Count(FactMeasure):
    name = "count"
    about = "Facts of which the person is the actor."

    def selection(self, leaf: Leaf) -> Selection:
        return given(leaf)

    def enough(self, leaf: Leaf) -> Sql:
        return Sql("count(*) >= %s", (self.needed(leaf),))

    def has(self, leaf: Leaf, at: datetime) -> Sql:
        return Sql("count(*)")

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        needed, chosen, days = self.needed(leaf), leaf.words("kinds"), self.days(leaf)
        if leaf.flag("contributions"):
            return so_often(who, contributed(leaf), needed, days, negated)
        if chosen is None:
            says = (_nothing if negated else _anything)(who, needed)
            return (says % {"count": needed, "window": lately(days)}).strip()
        return so_often(who, either_of(chosen), needed, days, negated)

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking, chosen = self.needed(leaf) - (has or 0), leaf.words("kinds")
        if leaf.flag("contributions"):
            chosen = named(leaf, contributions())
            says = ngettext(
                "%(count)s more contribution%(kinds)s%(window)s",
                "%(count)s more contributions%(kinds)s%(window)s",
                lacking,
            )
        else:
            says = ngettext("%(count)s more act%(kinds)s%(window)s", "%(count)s more acts%(kinds)s%(window)s", lacking)
        return says % {"count": lacking, "kinds": in_brackets(chosen), "window": lately(self.days(leaf))}

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))
        return lambda evidence: often([row[0] for row in evidence.choose(wanted)], needed, span)


def _anything(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "did anything%(window)s"), pgettext("somebody", "did anything%(window)s")
        )
    return who.choose(
        pgettext("people who", "did at least %(count)s things%(window)s"),
        pgettext("somebody", "did at least %(count)s things%(window)s"),
    )


def _nothing(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "did nothing%(window)s"), pgettext("somebody", "did nothing%(window)s")
        )
    return who.choose(
        pgettext("people who", "did fewer than %(count)s things%(window)s"),
        pgettext("somebody", "did fewer than %(count)s things%(window)s"),
    )

"""How many different people a person helped."""

from datetime import datetime

from django.utils.translation import ngettext, pgettext

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.fields import Words
from belong.ground.segments.intervals import Interval, distinct
from belong.ground.segments.life import PersonEvidence, Selection, selection
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.facts import (
    AT_LEAST,
    DAYS,
    NO_CONTRIBUTION,
    Closure,
    FactMeasure,
    in_brackets,
    lately,
    named,
    span_of,
)
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import contributions, words


class Helped(FactMeasure):
    name = "helped"
    about = "Different known people, neither bots nor oneself, towards whom the person made contributions."
    fields = (
        Words(
            name="kinds",
            among=words,
            countable=contributions,
            none_counts=NO_CONTRIBUTION,
            about="Which contributions; left out: all of them.",
        ),
        AT_LEAST,
        DAYS,
    )

    def selection(self, leaf: Leaf) -> Selection:
        chosen = leaf.words("kinds") or contributions()
        return selection("given", tuple(word for word in chosen if word in contributions()), "known")

    def enough(self, leaf: Leaf) -> Sql:
        return Sql("count(distinct f.counterpart) >= %s", (self.needed(leaf),))

    def has(self, leaf: Leaf, at: datetime) -> Sql:
        return Sql("count(distinct f.counterpart)")

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        needed, kinds = self.needed(leaf), in_brackets(named(leaf, contributions()))
        says = (_too_few if negated else _enough)(who, needed)
        return (says % {"count": needed, "kinds": kinds, "window": lately(self.days(leaf))}).strip()

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        says = ngettext(
            "%(count)s more person helped%(kinds)s%(window)s",
            "%(count)s more people helped%(kinds)s%(window)s",
            lacking,
        )
        kinds = in_brackets(named(leaf, contributions()))
        return says % {"count": lacking, "kinds": kinds, "window": lately(self.days(leaf))}

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))

        def when_helped(evidence: PersonEvidence) -> list[Interval]:
            rows = evidence.choose(wanted)
            return distinct([row[0] for row in rows], [row[3] for row in rows], needed, span)

        return when_helped


def _enough(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "helped somebody%(kinds)s%(window)s"),
            pgettext("somebody", "helped somebody%(kinds)s%(window)s"),
        )
    return who.choose(
        pgettext("people who", "helped at least %(count)s people%(kinds)s%(window)s"),
        pgettext("somebody", "helped at least %(count)s people%(kinds)s%(window)s"),
    )


def _too_few(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "helped nobody%(kinds)s%(window)s"),
            pgettext("somebody", "helped nobody%(kinds)s%(window)s"),
        )
    return who.choose(
        pgettext("people who", "helped fewer than %(count)s people%(kinds)s%(window)s"),
        pgettext("somebody", "helped fewer than %(count)s people%(kinds)s%(window)s"),
    )

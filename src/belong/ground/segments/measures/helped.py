"""How many different people a person helped."""

from datetime import datetime
from typing import ClassVar

from django.utils.translation import ngettext, pgettext

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.fields import Words
from belong.ground.segments.intervals import Interval, distinct
from belong.ground.segments.life import PersonEvidence, Selection, Side, selection
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
    """`side`: whose contributions are looked at; `other`: who stands at the other end of them."""

    name = "helped"
    side: ClassVar[Side] = "given"
    other: ClassVar = "f.counterpart"
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
        return selection(self.side, tuple(word for word in chosen if word in contributions()), "known")

    def enough(self, leaf: Leaf) -> Sql:
        return Sql(f"count(distinct {self.other}) >= %s", (self.needed(leaf),))

    def has(self, leaf: Leaf, at: datetime) -> Sql:
        return Sql(f"count(distinct {self.other})")

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        needed, kinds = self.needed(leaf), in_brackets(named(leaf, contributions()))
        says = self.too_few(who, needed) if negated else self.enough_of(who, needed)
        return (says % {"count": needed, "kinds": kinds, "window": lately(self.days(leaf))}).strip()

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        kinds = in_brackets(named(leaf, contributions()))
        return self.more(lacking) % {"count": lacking, "kinds": kinds, "window": lately(self.days(leaf))}

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))

        def when_helped(evidence: PersonEvidence) -> list[Interval]:
            rows = evidence.choose(wanted)
            return distinct([row[0] for row in rows], [row[3] for row in rows], needed, span)

        return when_helped

    def enough_of(self, who: Who, needed: int) -> str:
        if needed == 1:
            return who.choose(
                pgettext("people who", "helped somebody%(kinds)s%(window)s"),
                pgettext("somebody", "helped somebody%(kinds)s%(window)s"),
            )
        return who.choose(
            pgettext("people who", "helped at least %(count)s people%(kinds)s%(window)s"),
            pgettext("somebody", "helped at least %(count)s people%(kinds)s%(window)s"),
        )

    def too_few(self, who: Who, needed: int) -> str:
        if needed == 1:
            return who.choose(
                pgettext("people who", "helped nobody%(kinds)s%(window)s"),
                pgettext("somebody", "helped nobody%(kinds)s%(window)s"),
            )
        return who.choose(
            pgettext("people who", "helped fewer than %(count)s people%(kinds)s%(window)s"),
            pgettext("somebody", "helped fewer than %(count)s people%(kinds)s%(window)s"),
        )

    def more(self, lacking: int) -> str:
        return ngettext(
            "%(count)s more person helped%(kinds)s%(window)s",
            "%(count)s more people helped%(kinds)s%(window)s",
            lacking,
        )

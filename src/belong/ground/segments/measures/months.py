"""In how many different months a person did something."""

from datetime import datetime

from django.utils.translation import ngettext, pgettext

from belong.ground.kernel.public import organisation_zone
from belong.ground.segments.calendar import months_in
from belong.ground.segments.criterion import Leaf
from belong.ground.segments.intervals import Interval, distinct
from belong.ground.segments.life import PersonEvidence, Selection
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
    span_of,
)
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import contributions


class Months(FactMeasure):
    name = "months"
    about = "Different calendar months, in the organisation's time zone, with facts of which the person is the actor."

    def selection(self, leaf: Leaf) -> Selection:
        return given(leaf)

    def enough(self, leaf: Leaf) -> Sql:
        return _months() + Sql(" >= %s", (self.needed(leaf),))

    def has(self, leaf: Leaf, at: datetime) -> Sql:
        return _months()

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        needed, chosen = self.needed(leaf), leaf.words("kinds")
        if leaf.flag("contributions"):
            did = contributed(leaf)
        else:
            did = pgettext("somebody did it", "did something") if chosen is None else either_of(chosen)
        says = (_too_few if negated else _enough)(who, needed)
        return (says % {"did": did, "count": needed, "window": lately(self.days(leaf))}).strip()

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        kinds = leaf.words("kinds")
        if leaf.flag("contributions"):
            kinds = named(leaf, contributions())
            says = ngettext(
                "%(count)s more month with contributions%(kinds)s%(window)s",
                "%(count)s more months with contributions%(kinds)s%(window)s",
                lacking,
            )
        else:
            says = ngettext(
                "%(count)s more month with acts%(kinds)s%(window)s",
                "%(count)s more months with acts%(kinds)s%(window)s",
                lacking,
            )
        return says % {"count": lacking, "kinds": in_brackets(kinds), "window": lately(self.days(leaf))}

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))
        months = months_in(organisation_zone().key)

        def in_months(evidence: PersonEvidence) -> list[Interval]:
            times = [row[0] for row in evidence.choose(wanted)]
            return distinct(times, months(times), needed, span) if len(times) >= needed else []

        return in_months


def _months() -> Sql:
    return Sql("count(distinct date_trunc('month', f.occurred_at at time zone %s))", (organisation_zone().key,))


def _enough(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "%(did)s in at least 1 month%(window)s"),
            pgettext("somebody", "%(did)s in at least 1 month%(window)s"),
        )
    return who.choose(
        pgettext("people who", "%(did)s in at least %(count)s months%(window)s"),
        pgettext("somebody", "%(did)s in at least %(count)s months%(window)s"),
    )


def _too_few(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "%(did)s in no month%(window)s"),
            pgettext("somebody", "%(did)s in no month%(window)s"),
        )
    return who.choose(
        pgettext("people who", "%(did)s in fewer than %(count)s months%(window)s"),
        pgettext("somebody", "%(did)s in fewer than %(count)s months%(window)s"),
    )

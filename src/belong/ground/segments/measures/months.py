"""In how many different months a person did something."""

from datetime import datetime

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
    counting,
    either_of,
    given,
    in_brackets,
    lately,
    more,
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
        needed, chosen, end = self.needed(leaf), leaf.words("kinds"), lately(self.days(leaf))
        if leaf.flag("contributions"):
            did = contributed(leaf)
        else:
            did = "did something" if chosen is None else either_of(chosen)
        return f"{did} in {counting(needed, 'month', 'months', negated)}{end}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        months = more(lacking, "month", "months")
        if leaf.flag("contributions"):
            what = f"contributions{in_brackets(named(leaf, contributions()))}"
        else:
            what = f"acts{in_brackets(leaf.words('kinds'))}"
        return f"{months} with {what}{lately(self.days(leaf))}"

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))
        months = months_in(organisation_zone().key)

        def in_months(evidence: PersonEvidence) -> list[Interval]:
            times = [row[0] for row in evidence.choose(wanted)]
            return distinct(times, months(times), needed, span) if len(times) >= needed else []

        return in_months


def _months() -> Sql:
    return Sql("count(distinct date_trunc('month', f.occurred_at at time zone %s))", (organisation_zone().key,))

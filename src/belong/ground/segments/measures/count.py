"""How often a person did something."""

from datetime import datetime

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.intervals import often
from belong.ground.segments.life import Selection
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
        needed, chosen, end = self.needed(leaf), leaf.words("kinds"), lately(self.days(leaf))
        if leaf.flag("contributions"):
            return f"{so_often(contributed(leaf), needed, negated)}{end}"
        if chosen is None:
            if needed == 1:
                return f"did {'nothing' if negated else 'anything'}{end}"
            return f"did {counting(needed, 'thing', 'things', negated)}{end}"
        return f"{so_often(either_of(chosen), needed, negated)}{end}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking, chosen, end = self.needed(leaf) - (has or 0), leaf.words("kinds"), lately(self.days(leaf))
        if leaf.flag("contributions"):
            return f"{more(lacking, 'contribution', 'contributions')}{in_brackets(named(leaf, contributions()))}{end}"
        return f"{more(lacking, 'act', 'acts')}{in_brackets(chosen)}{end}"

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))
        return lambda evidence: often([row[0] for row in evidence.choose(wanted)], needed, span)

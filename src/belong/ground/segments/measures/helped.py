"""How many different people a person helped."""

from datetime import datetime

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.fields import Words
from belong.ground.segments.intervals import Interval, distinct
from belong.ground.segments.life import PersonEvidence, Selection, selection
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.facts import (
    AT_LEAST,
    DAYS,
    Closure,
    FactMeasure,
    in_brackets,
    lately,
    more,
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
            countable_are="a contribution",
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
        needed, chosen, end = self.needed(leaf), named(leaf, contributions()), lately(self.days(leaf))
        if needed == 1:
            return f"helped {'nobody' if negated else 'somebody'}{in_brackets(chosen)}{end}"
        return f"helped {'fewer than' if negated else 'at least'} {needed} people{in_brackets(chosen)}{end}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        whom = more(lacking, "person", "people")
        return f"{whom} helped{in_brackets(named(leaf, contributions()))}{lately(self.days(leaf))}"

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))

        def when_helped(evidence: PersonEvidence) -> list[Interval]:
            rows = evidence.choose(wanted)
            return distinct([row[0] for row in rows], [row[3] for row in rows], needed, span)

        return when_helped

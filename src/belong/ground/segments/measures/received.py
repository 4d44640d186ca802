"""How often others acknowledged what a person did."""

from datetime import datetime

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.fields import Words
from belong.ground.segments.intervals import often
from belong.ground.segments.life import Selection, selection
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.facts import (
    AT_LEAST,
    DAYS,
    Closure,
    FactMeasure,
    counting,
    in_brackets,
    lately,
    more,
    span_of,
)
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import acknowledgements, words


class Received(FactMeasure):
    name = "received"
    about = "Acknowledgements from somebody else: somebody unknown is somebody else, a bot is nobody."
    fields = (
        Words(
            name="kinds",
            among=words,
            countable=acknowledgements,
            countable_are="an acknowledgement",
            about="Which acknowledgements; left out: all of them.",
        ),
        AT_LEAST,
        DAYS,
    )

    def selection(self, leaf: Leaf) -> Selection:
        chosen = leaf.words("kinds") or acknowledgements()
        return selection("received", tuple(word for word in chosen if word in acknowledgements()), "not_self_not_bot")

    def enough(self, leaf: Leaf) -> Sql:
        return Sql("count(*) >= %s", (self.needed(leaf),))

    def has(self, leaf: Leaf, at: datetime) -> Sql:
        return Sql("count(*)")

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        what = counting(self.needed(leaf), "acknowledgement", "acknowledgements", negated)
        return f"received {what}{in_brackets(leaf.words('kinds'))} from others{lately(self.days(leaf))}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        what = more(self.needed(leaf) - (has or 0), "acknowledgement", "acknowledgements")
        return f"{what}{in_brackets(leaf.words('kinds'))} from others{lately(self.days(leaf))}"

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))
        return lambda evidence: often([row[0] for row in evidence.choose(wanted)], needed, span)

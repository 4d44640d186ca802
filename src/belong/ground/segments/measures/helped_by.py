"""By how many different people a person was helped."""

from datetime import datetime

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.life import Selection, selection
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.facts import in_brackets, lately, more, named
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
        needed, chosen, end = self.needed(leaf), named(leaf, contributions()), lately(self.days(leaf))
        if needed == 1:
            return f"{who.were} helped by {'nobody' if negated else 'somebody'}{in_brackets(chosen)}{end}"
        how = "fewer than" if negated else "at least"
        return f"{who.were} helped by {how} {needed} people{in_brackets(chosen)}{end}"

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        whom = more(lacking, "person who helps", "people who help")
        return f"{whom}{in_brackets(named(leaf, contributions()))}{lately(self.days(leaf))}"

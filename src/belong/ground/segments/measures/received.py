"""How often others acknowledged what a person did."""

from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

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
    lately,
    so_often,
    span_of,
)
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import acknowledgements, listed, said, words

THANKS = {
    "accepted": pgettext_lazy("somebody got it", "an accepted answer"),
    "thanked": pgettext_lazy("somebody got it", "thanks"),
}
"""What somebody got, by the word of who gave it."""


class Received(FactMeasure):
    name = "received"
    about = "Acknowledgements from somebody else: somebody unknown is somebody else, a bot is nobody."
    fields = (
        Words(
            name="kinds",
            among=words,
            countable=acknowledgements,
            none_counts=gettext_lazy("none of them is an acknowledgement: %(list)s"),
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
        did = pgettext("somebody did it", "got %(thanks)s") % {"thanks": self._thanks(leaf)}
        return so_often(who, did, self.needed(leaf), self.days(leaf), negated)

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        says = gettext("%(count)s times %(thanks)s%(window)s") if lacking > 1 else "%(thanks)s%(window)s"
        return says % {"count": lacking, "thanks": self._thanks(leaf), "window": lately(self.days(leaf))}

    def _thanks(self, leaf: Leaf) -> str:
        return listed([str(THANKS.get(word, said(word))) for word in self.selection(leaf).words or ()])

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, needed, span = self.selection(leaf), self.needed(leaf), span_of(self.days(leaf))
        return lambda evidence: often([row[0] for row in evidence.choose(wanted)], needed, span)

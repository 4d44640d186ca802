"""How lately a person did something."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext, pgettext

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.fields import LONGEST_WINDOW, Whole
from belong.ground.segments.intervals import often
from belong.ground.segments.life import PersonEvidence, Selection
from belong.ground.segments.measures.base import Who
from belong.ground.segments.measures.facts import (
    CONTRIBUTIONS,
    KINDS,
    Closure,
    FactMeasure,
    conditions,
    contributed,
    either_of,
    given,
    in_brackets,
    named,
    of_person,
    span_of,
    within,
)
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import contributions


class Recency(FactMeasure):
    name = "recency"
    about = "Days since the last fact of which the person is the actor."
    fields = (
        KINDS,
        CONTRIBUTIONS,
        Whole(name="at_most", required=True, most=LONGEST_WINDOW, about="How many days ago at the most."),
    )

    def selection(self, leaf: Leaf) -> Selection:
        return given(leaf)

    def needed(self, leaf: Leaf) -> int:
        return leaf.whole("at_most")

    def ok(self, leaf: Leaf, has: int | None) -> bool:
        return has is not None and has <= self.needed(leaf)

    def days(self, leaf: Leaf) -> int:
        return leaf.whole("at_most")

    def enough(self, leaf: Leaf) -> Sql:
        return Sql("count(*) >= 1")

    def has(self, leaf: Leaf, at: datetime) -> Sql:
        """Days since the last fact, each begun one counted; null where there is none."""
        return Sql("ceil(extract(epoch from %s::timestamptz - max(f.occurred_at)) / 86400)::bigint", (at,))

    def found(self, leaf: Leaf, ids: Sequence[int], at: datetime) -> Sql:
        """The last fact, however long ago it was."""
        wanted = self.selection(leaf)
        last = "coalesce((array_agg(f.id order by f.occurred_at desc, f.id desc))[1:1], '{}')"
        return (
            "select "
            + self.has(leaf, at)
            + f" as has, {last} as ids from ledger_standing f where "
            + of_person(wanted, ids)
            + conditions(wanted, at, None)
        )

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        days, chosen = self.needed(leaf), leaf.words("kinds")
        if leaf.flag("contributions"):
            did = contributed(leaf)
        else:
            did = pgettext("somebody did it", "did anything") if chosen is None else either_of(chosen)
        return (_long_ago if negated else _within)(who, days) % {"did": did, "count": days}

    def missing(self, leaf: Leaf, has: int | None) -> str:
        if leaf.flag("contributions"):
            kinds = in_brackets(named(leaf, contributions()))
            return gettext("a new contribution%(kinds)s") % {"kinds": kinds}
        return gettext("a new act%(kinds)s") % {"kinds": in_brackets(leaf.words("kinds"))}

    def intervals(self, leaf: Leaf) -> Closure:
        wanted, span = self.selection(leaf), span_of(self.days(leaf))
        return lambda evidence: often([row[0] for row in evidence.choose(wanted)], 1, span)

    def counted(self, leaf: Leaf) -> Callable[[PersonEvidence, int], list[int]]:
        wanted = self.selection(leaf)
        return lambda evidence, at: [row[1] for row in within(evidence.choose(wanted), at, None)[-1:]]


def _within(who: Who, days: int) -> str:
    if days == 1:
        return who.choose(
            pgettext("people who", "%(did)s within the last %(count)s day"),
            pgettext("somebody", "%(did)s within the last %(count)s day"),
        )
    return who.choose(
        pgettext("people who", "%(did)s within the last %(count)s days"),
        pgettext("somebody", "%(did)s within the last %(count)s days"),
    )


def _long_ago(who: Who, days: int) -> str:
    if days == 1:
        return who.choose(
            pgettext("people who", "last %(did)s more than %(count)s day ago, or never"),
            pgettext("somebody", "last %(did)s more than %(count)s day ago, or never"),
        )
    return who.choose(
        pgettext("people who", "last %(did)s more than %(count)s days ago, or never"),
        pgettext("somebody", "last %(did)s more than %(count)s days ago, or never"),
    )

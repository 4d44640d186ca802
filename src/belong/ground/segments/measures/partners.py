"""With how many different people a relation goes both ways."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy, ngettext, pgettext

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.fields import Words
from belong.ground.segments.intervals import Interval, two_way
from belong.ground.segments.life import PersonEvidence, Selection, selection
from belong.ground.segments.measures.base import Measure, Who
from belong.ground.segments.measures.facts import (
    AT_LEAST,
    DAYS,
    Closure,
    conditions,
    in_brackets,
    lately,
    named,
    of_person,
    span_of,
    within,
)
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import beginnings, words


class Partners(Measure):
    name = "partners"
    about = (
        "Different known people towards whom the person began something, and who began something towards the person."
    )
    fields = (
        Words(
            name="kinds",
            among=words,
            countable=beginnings,
            none_counts=gettext_lazy("none of them is a kind that begins a relation: %(list)s"),
            about="Which beginnings; left out: all of them. Votes and reactions begin nothing.",
        ),
        AT_LEAST,
        DAYS,
    )

    def needed(self, leaf: Leaf) -> int:
        return leaf.whole("at_least")

    def readings(self, leaf: Leaf) -> tuple[Selection, Selection]:
        """What the person began, and what others began towards the person."""
        chosen = tuple(word for word in leaf.words("kinds") or beginnings() if word in beginnings())
        return selection("given", chosen, "known"), selection("received", chosen, "known")

    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        needed, kinds = self.needed(leaf), in_brackets(named(leaf, beginnings()))
        says = (_too_few if negated else _enough)(who, needed)
        return (says % {"count": needed, "kinds": kinds, "window": lately(leaf.whole_or_none("days"))}).strip()

    def missing(self, leaf: Leaf, has: int | None) -> str:
        lacking = self.needed(leaf) - (has or 0)
        says = ngettext(
            "a two-way relation%(kinds)s with %(count)s more person%(window)s",
            "a two-way relation%(kinds)s with %(count)s more people%(window)s",
            lacking,
        )
        kinds = in_brackets(named(leaf, beginnings()))
        return says % {"count": lacking, "kinds": kinds, "window": lately(leaf.whole_or_none("days"))}

    def people(self, leaf: Leaf, at: datetime) -> Sql:
        days = leaf.whole_or_none("days")
        given, received = self.readings(leaf)
        return (
            "select g.me from (select distinct f.actor as me, f.counterpart as other from ledger_standing f"
            " where f.actor is not null"
            + conditions(given, at, days)
            + ") g join (select distinct f.counterpart as me, f.actor as other from ledger_standing f"
            " where f.counterpart is not null"
            + conditions(received, at, days)
            + ") r on r.me = g.me and r.other = g.other group by g.me"
            + Sql(" having count(*) >= %s", (self.needed(leaf),))
        )

    def found(self, leaf: Leaf, ids: Sequence[int], at: datetime) -> Sql:
        days = leaf.whole_or_none("days")
        given, received = self.readings(leaf)
        return (
            "with g as (select f.id, f.occurred_at, f.counterpart as other from ledger_standing f where "
            + of_person(given, ids)
            + conditions(given, at, days)
            + "), r as (select f.id, f.occurred_at, f.actor as other from ledger_standing f where "
            + of_person(received, ids)
            + conditions(received, at, days)
            + "), partner as (select other from g intersect select other from r)"
            " select (select count(*) from partner) as has,"
            " coalesce(array_agg(x.id order by x.occurred_at, x.id), '{}') as ids"
            " from (select * from g union all select * from r) x where x.other in (select other from partner)"
        )

    def intervals(self, leaf: Leaf) -> Closure:
        given, received = self.readings(leaf)
        needed, span = self.needed(leaf), span_of(leaf.whole_or_none("days"))

        def when_two_way(evidence: PersonEvidence) -> list[Interval]:
            began = [(row[0], row[3]) for row in evidence.choose(given)]
            met = [(row[0], row[3]) for row in evidence.choose(received)]
            return two_way(began, met, needed, span)

        return when_two_way

    def counted(self, leaf: Leaf) -> Callable[[PersonEvidence, int], list[int]]:
        given, received = self.readings(leaf)
        days = leaf.whole_or_none("days")

        def of_partners(evidence: PersonEvidence, at: int) -> list[int]:
            began = within(evidence.choose(given), at, days)
            met = within(evidence.choose(received), at, days)
            partners = {row[3] for row in began} & {row[3] for row in met}
            return [row[1] for row in sorted([*began, *met]) if row[3] in partners]

        return of_partners


def _enough(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "have a two-way relation%(kinds)s with at least %(count)s person%(window)s"),
            pgettext("somebody", "has a two-way relation%(kinds)s with at least %(count)s person%(window)s"),
        )
    return who.choose(
        pgettext("people who", "have a two-way relation%(kinds)s with at least %(count)s people%(window)s"),
        pgettext("somebody", "has a two-way relation%(kinds)s with at least %(count)s people%(window)s"),
    )


def _too_few(who: Who, needed: int) -> str:
    if needed == 1:
        return who.choose(
            pgettext("people who", "have a two-way relation%(kinds)s with fewer than %(count)s person%(window)s"),
            pgettext("somebody", "has a two-way relation%(kinds)s with fewer than %(count)s person%(window)s"),
        )
    return who.choose(
        pgettext("people who", "have a two-way relation%(kinds)s with fewer than %(count)s people%(window)s"),
        pgettext("somebody", "has a two-way relation%(kinds)s with fewer than %(count)s people%(window)s"),
    )

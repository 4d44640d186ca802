"""Measures over the facts of one side of a person's life: how often, for whom, in which months, how lately."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy, ngettext, pgettext

from belong.ground.segments.criterion import CriterionError, Leaf
from belong.ground.segments.fields import LONGEST_WINDOW, Field, Flag, Whole, Words
from belong.ground.segments.intervals import DAY, SINCE_EVER, Interval
from belong.ground.segments.life import PersonEvidence, Row, Selection, selection
from belong.ground.segments.measures.base import Measure, Who
from belong.ground.segments.sql import Sql
from belong.ground.segments.words import BOOKKEEPING, contributions, listed, said, words

KINDS = Words(name="kinds", among=words, about="Which kinds of facts; left out: every kind.")
CONTRIBUTIONS = Flag(
    name="contributions", about="Only what counts as a contribution and is not towards the person themself."
)
NO_CONTRIBUTION = gettext_lazy("none of them is a contribution: %(list)s")
AT_LEAST = Whole(name="at_least", required=True, about="How many are needed.")
DAYS = Whole(name="days", most=LONGEST_WINDOW, about="Only the last so many days; left out: at any time.")


class FactMeasure(Measure):
    """A measure that looks at one selection of facts."""

    fields: tuple[Field, ...] = (KINDS, CONTRIBUTIONS, AT_LEAST, DAYS)

    @abstractmethod
    def selection(self, leaf: Leaf) -> Selection:
        """The facts that it looks at."""

    @abstractmethod
    def enough(self, leaf: Leaf) -> Sql:
        """The aggregate condition of those who meet it, over the facts `f` of one person in the window."""

    @abstractmethod
    def has(self, leaf: Leaf, at: datetime) -> Sql:
        """The aggregate that says how much a person has, over the same facts."""

    def check(self, leaf: Leaf, path: str) -> None:
        chosen = leaf.words("kinds")
        if leaf.flag("contributions") and chosen is not None and not set(chosen) & set(contributions()):
            where = f"{path}.kinds" if path else "kinds"
            raise CriterionError(where, NO_CONTRIBUTION % {"list": ", ".join(contributions())})

    def rules(self) -> dict[str, object]:
        if CONTRIBUTIONS not in self.fields:
            return {}
        return {
            "if": {"properties": {"contributions": {"const": True}}, "required": ["contributions"]},
            "then": {"properties": {"kinds": {"contains": {"enum": list(contributions())}}}},
        }

    def needed(self, leaf: Leaf) -> int:
        return leaf.whole("at_least")

    def days(self, leaf: Leaf) -> int | None:
        """The length of the window; None: it has none."""
        return leaf.whole_or_none("days")

    def people(self, leaf: Leaf, at: datetime) -> Sql:
        wanted = self.selection(leaf)
        me = ME[wanted.side]
        return (
            f"select f.{me} from ledger_standing f where f.{me} is not null"
            + conditions(wanted, at, self.days(leaf))
            + f" group by f.{me} having "
            + self.enough(leaf)
        )

    def found(self, leaf: Leaf, ids: Sequence[int], at: datetime) -> Sql:
        wanted = self.selection(leaf)
        return (
            "select "
            + self.has(leaf, at)
            + " as has, coalesce(array_agg(f.id order by f.occurred_at, f.id), '{}') as ids"
            + " from ledger_standing f where "
            + of_person(wanted, ids)
            + conditions(wanted, at, self.days(leaf))
        )

    def readings(self, leaf: Leaf) -> tuple[Selection, ...]:
        return (self.selection(leaf),)

    def counted(self, leaf: Leaf) -> Callable[[PersonEvidence, int], list[int]]:
        wanted, days = self.selection(leaf), self.days(leaf)
        return lambda evidence, at: [row[1] for row in within(evidence.choose(wanted), at, days)]


ME = {"given": "actor", "received": "counterpart"}
OTHER = {"given": "counterpart", "received": "actor"}


def of_person(wanted: Selection, ids: Sequence[int]) -> Sql:
    """The facts of one person, found by the ids that stand in the ledger, so that its index serves."""
    return Sql(f"f.{ME[wanted.side]}_recorded = any(%s)", (list(ids),))


def conditions(wanted: Selection, at: datetime, days: int | None) -> Sql:
    """` and ...`: the facts `f` of the selection that the window ending at `at` holds."""
    found = Sql(" and f.occurred_at < %s", (at,))
    since = earlier(at, days)
    if since is not None:
        found += Sql(" and f.occurred_at >= %s", (since,))
    if wanted.words is None:
        found += Sql(" and not starts_with(f.kind, %s)", (BOOKKEEPING,))
    else:
        found += Sql(" and f.word = any(%s)", (list(wanted.words),))
    me, other = f"f.{ME[wanted.side]}", f"f.{OTHER[wanted.side]}"
    if wanted.only == "known":
        found += f" and {other} is not null and {other} <> {me}"
    elif wanted.only:
        found += f" and {other} is distinct from {me}"
    if wanted.only in {"known", "not_self_not_bot"}:
        found += f" and not exists (select from people_person b where b.id = {other} and b.is_bot)"
    return found


def earlier(at: datetime, days: int | None) -> datetime | None:
    """The instant so many days before `at`; None where there is no window, or none that begins after all."""
    if days is None:
        return None
    try:
        return at - timedelta(days=days)
    except OverflowError:
        return None


def span_of(days: int | None) -> int | None:
    """A window's length in microseconds."""
    return None if days is None else days * DAY


def within(rows: Sequence[Row], at: int, days: int | None) -> Sequence[Row]:
    """Those of the rows that the window ending at `at` holds."""
    until = bisect_left(rows, (at,))
    after = 0 if days is None else bisect_left(rows, (max(at - days * DAY, SINCE_EVER),))
    return rows[after:until]


def lately(days: int | None) -> str:
    """The window, as it stands in a sentence, after a space: " in the last 365 days"."""
    if days is None:
        return ""
    return ngettext(" in the last %(count)s day", " in the last %(count)s days", days) % {"count": days}


def named(leaf: Leaf, all_of_them: tuple[str, ...]) -> tuple[str, ...] | None:
    """The kinds that a sentence has to name: those that can count; None where these are all that can."""
    chosen = leaf.words("kinds")
    if chosen is None or set(chosen) >= set(all_of_them):
        return None
    return tuple(word for word in chosen if word in all_of_them)


def contributed(leaf: Leaf) -> str:
    """What somebody did, of whom contributions are asked."""
    chosen = named(leaf, contributions())
    if chosen is None:
        return pgettext("somebody did it", "contributed")
    return pgettext("somebody did it", "%(did)s for others") % {"did": either_of(chosen)}


def so_often(who: Who, did: str, needed: int, days: int | None, negated: bool) -> str:
    """ "asked", "asked at least 3 times"; negated "never asked", "asked fewer than 3 times"; and in which days."""
    if needed == 1 and negated:
        says = who.choose(
            pgettext("people who", "never %(did)s%(window)s"), pgettext("somebody", "never %(did)s%(window)s")
        )
    elif needed == 1:
        says = who.choose(pgettext("people who", "%(did)s%(window)s"), pgettext("somebody", "%(did)s%(window)s"))
    elif negated:
        says = who.choose(
            pgettext("people who", "%(did)s fewer than %(count)s times%(window)s"),
            pgettext("somebody", "%(did)s fewer than %(count)s times%(window)s"),
        )
    else:
        says = who.choose(
            pgettext("people who", "%(did)s at least %(count)s times%(window)s"),
            pgettext("somebody", "%(did)s at least %(count)s times%(window)s"),
        )
    return (says % {"did": did, "count": needed, "window": lately(days)}).strip()


def either_of(chosen: tuple[str, ...]) -> str:
    """The acts of these kinds: "asked, answered or replied"."""
    return listed([said(word) for word in chosen])


def in_brackets(chosen: tuple[str, ...] | None) -> str:
    """The kinds after a noun, where they were named: " (answered or shared)"."""
    return "" if chosen is None else f" ({either_of(chosen)})"


def given_words(leaf: Leaf) -> tuple[str, ...] | None:
    """The kinds that can count: those named, and of these only contributions where the leaf says so."""
    chosen = leaf.words("kinds")
    if not leaf.flag("contributions"):
        return chosen
    return contributions() if chosen is None else tuple(word for word in chosen if word in contributions())


def given(leaf: Leaf) -> Selection:
    """The person's own acts of the leaf's kinds."""
    return selection("given", given_words(leaf), "not_self" if leaf.flag("contributions") else "")


Closure = Callable[[PersonEvidence], list[Interval]]

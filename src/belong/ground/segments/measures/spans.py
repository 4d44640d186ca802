"""Measures over what a person has from one instant until another: one relation gives all of their answers."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext

from belong.ground.segments.criterion import CriterionError, Leaf
from belong.ground.segments.life import PersonEvidence
from belong.ground.segments.measures.base import Measure
from belong.ground.segments.measures.facts import Closure
from belong.ground.segments.sql import Sql


class SpanMeasure(Measure):
    """A measure that is true for a person while some row of `relation` is; rooms above state theirs this way.

    It is read through the aliases: what an alias has, the person has.
    """

    @abstractmethod
    def relation(self, leaf: Leaf) -> Sql:
        """A select of `person_id`, `from_at`, `until_at`: true for t of (from_at, until_at], null being no bound.

        Only rows that stand; person ids as they were recorded. The same leaf gives the same statement at every time: it
        is kept and prepared.
        """

    def people(self, leaf: Leaf, at: datetime) -> Sql:
        return (
            "select coalesce(a.canonical, s.person_id) from ("
            + self.relation(leaf)
            + ") s left join person_alias a on a.person = s.person_id where "
            + _true_at(at)
        )

    def found(self, leaf: Leaf, ids: Sequence[int], at: datetime) -> Sql:
        return (
            "select case when exists (select from ("
            + self.relation(leaf)
            + Sql(") s where s.person_id = any(%s) and ", (list(ids),))
            + _true_at(at)
            + ") then 1 else 0 end as has, '{}'::bigint[] as ids"
        )

    def readings(self, leaf: Leaf) -> tuple[Leaf]:
        return (leaf,)

    def intervals(self, leaf: Leaf) -> Closure:
        return lambda evidence: evidence.span(leaf)

    def counted(self, leaf: Leaf) -> Callable[[PersonEvidence, int], list[int]]:
        return lambda evidence, at: []


class OneOrKind(SpanMeasure):
    """Over things of which a criterion names one by its `id`, those of a `kind`, or any."""

    def check(self, leaf: Leaf, path: str) -> None:
        if leaf.get("id") is not None and leaf.get("kind") is not None:
            raise CriterionError(path, gettext("give id or kind, not both"))

    def rules(self) -> dict[str, object]:
        return {"not": {"required": ["id", "kind"]}}


def _true_at(at: datetime) -> Sql:
    return Sql("(s.from_at is null or s.from_at < %s) and (s.until_at is null or s.until_at >= %s)", (at, at))

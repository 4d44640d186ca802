"""Everybody who meets a criterion at an instant, as one statement."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from datetime import datetime
from typing import Any

from belong.ground.segments.criterion import All, Criterion, Leaf, Not
from belong.ground.segments.registry import measure_of
from belong.ground.segments.sql import Sql, joined

PEOPLE = (
    "not p.is_bot"
    " and (p.batch_id is null or p.batch_id in (select id from ledger_batch where state = 'complete'))"
    " and not exists (select from person_alias a where a.person = p.id)"
)
"""Who counts as a person (`people_person p`): of no open or withdrawn import, no bot, no alias of another."""


def people_at(criterion: Criterion, at: datetime) -> tuple[str, list[Any]]:
    """A select of the ids of all people who meet the criterion at `at`, with its parameters: to run, or to join with.

    Staff are in it: who makes figures of it leaves them out.
    """
    found = Sql(f"select p.id from people_person p where {PEOPLE} and ") + _condition(criterion, at)
    return found.text, list(found.params)


def _condition(criterion: Criterion, at: datetime) -> Sql:
    if isinstance(criterion, Leaf):
        return "p.id in (" + measure_of(criterion.measure).people(criterion, at) + ")"
    if isinstance(criterion, Not):
        return "not (" + _condition(criterion.clause, at) + ")"
    word = " and " if isinstance(criterion, All) else " or "
    return "(" + joined(word, [_condition(clause, at) for clause in criterion.clauses]) + ")"

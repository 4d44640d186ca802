"""One person at one instant: whether they meet a criterion, and why, clause by clause."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy

from belong.ground.segments.asking import PEOPLE
from belong.ground.segments.criterion import All, Criterion, Leaf, Not, clauses_of, leaves
from belong.ground.segments.english import clause_sentence, missing
from belong.ground.segments.registry import measure_of
from belong.ground.segments.sql import Sql, joined


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a person meets a clause, or does not.

    `path` names the clause in the criterion. `needed` and `has` are a measure's numbers, None for combinations (`has`
    also where recency finds nothing). `facts` are the ids that a measure counted, in the order in which they happened.
    `missing` says, in words, what has to come or (inside a `not`) to end; it is empty where nothing has to.
    """

    path: str
    sentence: str
    needed: int | None
    has: int | None
    ok: bool
    facts: tuple[int, ...]
    missing: str
    clauses: tuple["Explanation", ...] = ()


def meets(criterion: Criterion, person: int, at: datetime) -> bool:
    """Whether the person meets the criterion at `at`. A bot, or somebody who does not stand, meets nothing."""
    (asked,) = _ask([(person, criterion)], at)
    return asked.counts and _ok(criterion, asked, "")


def explain(criterion: Criterion, person: int, at: datetime) -> Explanation:
    """The criterion at `at` for the person: each clause with what it needs, what there is, and the facts counted."""
    return explain_many([(person, criterion)], at)[0]


def explain_many(asked: Sequence[tuple[int, Criterion]], at: datetime) -> list[Explanation]:
    """The same for several people, each with a criterion of their own, in the order given. One statement for a page's
    worth of people: each adds to it, so this is nothing for everybody."""
    return [
        told if found.counts else replace(told, ok=False, missing=str(NOBODY))
        for (_, criterion), found in zip(asked, _ask(asked, at), strict=True)
        for told in [_told(criterion, found, "", False)]
    ]


NOBODY = gettext_lazy("a person who counts: one that stands, and is no bot")


@dataclass(frozen=True, slots=True)
class _Asked:
    counts: bool
    has: Mapping[str, int | None]
    facts: Mapping[str, tuple[int, ...]]


def _ask(asked: Sequence[tuple[int, Criterion]], at: datetime) -> list[_Asked]:
    """Everything about the people that their criteria need, in one statement."""
    ids = _ids([person for person, _ in asked])
    placed = [list(leaves(criterion)) for _, criterion in asked]
    measures = [list(dict.fromkeys(leaf for _, leaf in of_one)) for of_one in placed]
    rows = [
        _of_one(place, ids[person], of_one, at)
        for place, ((person, _), of_one) in enumerate(zip(asked, measures, strict=True))
    ]
    if not rows:
        return []
    statement = joined(" union all ", rows) + " order by 1"
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params)
        found = cursor.fetchall()
    return [_answered(row, of_one, leaf_at) for row, of_one, leaf_at in zip(found, measures, placed, strict=True)]


def _ids(persons: Sequence[int]) -> dict[int, list[int]]:
    """Every id by which the ledger knows each of these people, the one that it stands for first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.id, t.top, array(select b.person from person_alias b where b.canonical = t.top order by 1)"
            " from (select p.id, coalesce(a.canonical, p.id) as top from unnest(%s::bigint[]) p (id)"
            " left join person_alias a on a.person = p.id) t",
            [list(persons)],
        )
        return {person: [top, *others] for person, top, others in cursor.fetchall()}


def _of_one(place: int, ids: Sequence[int], measures: Sequence[Leaf], at: datetime) -> Sql:
    """One row: the place, whether the person counts, and `has` and `ids` of each measure, as arrays."""
    tables = [
        "(" + measure_of(leaf.measure).found(leaf, ids, at) + f") l{number}" for number, leaf in enumerate(measures)
    ]
    has = ", ".join(f"l{number}.has" for number in range(len(measures)))
    counted = ", ".join(f"to_jsonb(l{number}.ids)" for number in range(len(measures)))
    return Sql(
        f"select %s::int, exists (select from people_person p where {PEOPLE} and p.id = %s),"
        f" array[{has}]::bigint[], jsonb_build_array({counted})::text from ",
        (place, ids[0]),
    ) + joined(", ", tables)


def _answered(row: Sequence[Any], measures: Sequence[Leaf], placed: Sequence[tuple[str, Leaf]]) -> _Asked:
    _, counts, has, counted = row
    answers = {
        leaf: (number, tuple(facts)) for leaf, number, facts in zip(measures, has, json.loads(counted), strict=True)
    }
    return _Asked(
        counts,
        {path: answers[leaf][0] for path, leaf in placed},
        {path: answers[leaf][1] for path, leaf in placed},
    )


def _ok(criterion: Criterion, asked: _Asked, path: str) -> bool:
    if isinstance(criterion, Leaf):
        return measure_of(criterion.measure).ok(criterion, asked.has[path])
    found = [_ok(clause, asked, where) for where, clause in clauses_of(criterion, path)]
    if isinstance(criterion, Not):
        return not found[0]
    return all(found) if isinstance(criterion, All) else any(found)


def _told(criterion: Criterion, asked: _Asked, path: str, negated: bool) -> Explanation:
    leaf = criterion if isinstance(criterion, Leaf) else None
    inner = negated is not isinstance(criterion, Not)
    return Explanation(
        path=path,
        sentence=clause_sentence(criterion),
        needed=None if leaf is None else measure_of(leaf.measure).needed(leaf),
        has=None if leaf is None else asked.has[path],
        ok=_ok(criterion, asked, path),
        facts=() if leaf is None else asked.facts[path],
        missing=missing(criterion, asked.has, path, negated),
        clauses=tuple(_told(clause, asked, where, inner) for where, clause in clauses_of(criterion, path)),
    )

"""One person at one instant: whether they meet a criterion, and why, clause by clause."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from belong.ground.ledger import public as ledger
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
    asked = _ask(criterion, person, at)
    return asked.counts and _ok(criterion, asked, "")


def explain(criterion: Criterion, person: int, at: datetime) -> Explanation:
    """The criterion at `at` for the person: each clause with what it needs, what there is, and the facts counted."""
    asked = _ask(criterion, person, at)
    told = _told(criterion, asked, "", False)
    return told if asked.counts else replace(told, ok=False, missing=NOBODY)


NOBODY = "a person who counts: one that stands, and is no bot"


@dataclass(frozen=True, slots=True)
class _Asked:
    counts: bool
    has: Mapping[str, int | None]
    facts: Mapping[str, tuple[int, ...]]


def _ask(criterion: Criterion, person: int, at: datetime) -> _Asked:
    """Everything about the person that the criterion needs, in one statement."""
    person = ledger.canonical(person)
    ids = ledger.ids_of(person)
    placed = list(leaves(criterion))
    measures = list(dict.fromkeys(leaf for _, leaf in placed))
    tables = [
        "(" + measure_of(leaf.measure).found(leaf, ids, at) + f") l{place}" for place, leaf in enumerate(measures)
    ]
    columns = ", ".join(f"l{place}.has, l{place}.ids" for place in range(len(measures)))
    statement = Sql(
        f"select exists (select from people_person p where {PEOPLE} and p.id = %s), {columns} from ", (person,)
    ) + joined(", ", tables)
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params)
        counts, *found = cursor.fetchone()
    answers = {leaf: (found[2 * place], tuple(found[2 * place + 1])) for place, leaf in enumerate(measures)}
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

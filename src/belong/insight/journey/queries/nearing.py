"""Who meets all of the next stage but one clause."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import NotFound, Page, page_of
from belong.ground.people.public import Actor, person_cards
from belong.ground.segments.public import clause_sentence, explain_many
from belong.insight.journey.cards import NearCard, NearFigure
from belong.insight.journey.ladders import Understood, ladder_at
from belong.insight.journey.making import clause_at, paths_of
from belong.insight.journey.policies import may_see_ladder
from belong.insight.journey.queries.reading import AT, COUNTED, after, instant_of

NEAR_AT = f"s.aspect = 'near' and {AT} and {COUNTED}"
PAGE = 25
"""Shorter than other pages: each row says what is missing."""


def near_figures(actor: Actor, as_of: date | None = None) -> list[NearFigure]:
    """For each stage but the lowest, the highest first: how many are exactly one clause short of it. Hosts only."""
    may_see_ladder(actor).or_refuse()
    at = instant_of(as_of)
    ladder = ladder_at(at)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select s.value, s.clause, count(*) from journey_span s where {NEAR_AT} group by 1, 2",  # noqa: S608
            {"at": at},
        )
        counts = {(stage, clause): people for stage, clause, people in cursor.fetchall()}
    found = []
    for stage, criterion in reversed(list(zip(ladder.card.stages, ladder.criteria, strict=True))[1:]):
        clauses = tuple(
            (clause_sentence(clause_at(criterion, path)), counts.get((stage.key, path), 0))
            for path in paths_of(criterion)
        )
        found.append(NearFigure(stage, sum(people for _, people in clauses), clauses))
    return found


def near(
    actor: Actor, stage: str, as_of: date | None = None, *, cursor: str | None = None, limit: int = PAGE
) -> Page[NearCard]:
    """Who is exactly one clause short of a stage, the latest come so far first, and by how much. Hosts only.

    `total` is the figure of `near_figures`. Raises `NotFound` for a stage that the ladder does not have, `BadCursor`.
    """
    may_see_ladder(actor).or_refuse()
    at = instant_of(as_of)
    ladder = ladder_at(at)
    if stage not in ladder.keys:
        raise NotFound
    given: dict[str, Any] = {"at": at, "stage": stage, "limit": limit + 1}
    further = after(given, cursor)
    with connection.cursor() as sql:
        sql.execute(
            f"select count(*) from journey_span s where s.value = %(stage)s and {NEAR_AT}",  # noqa: S608
            given,
        )
        total = sql.fetchone()[0]
        sql.execute(
            f"select s.from_at, s.person_id, s.clause from journey_span s where s.value = %(stage)s and {NEAR_AT}"  # noqa: S608
            f" and {further} order by s.from_at desc, s.person_id desc limit %(limit)s",
            given,
        )
        rows: list[tuple[datetime, int, str]] = sql.fetchall()
    page = page_of(rows, limit, lambda row: (row[0], row[1]), total=total)
    return Page(_told(ladder, stage, page.items, at), page.next, None, total)


def _told(ladder: Understood, key: str, rows: Sequence[tuple[datetime, int, str]], at: datetime) -> list[NearCard]:
    place = ladder.keys.index(key)
    stage, criterion = ladder.card.stages[place], ladder.criteria[place]
    people = person_cards([person for _, person, _ in rows])
    told = explain_many([(person, clause_at(criterion, path)) for _, person, path in rows], at)
    return [
        NearCard(people[person], stage, since, each.sentence, each.missing, each.needed, each.has)
        for (since, person, _), each in zip(rows, told, strict=True)
    ]

"""Who came to another stage, and how many went from which to which in a quarter."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import NotFound, Page, decode_cursor, now, page_of, start_of_day
from belong.ground.people.public import Actor, person_cards
from belong.insight.journey.calendar import Quarter
from belong.insight.journey.cards import FlowCard, Flowed, FlowFigures, MoveCard
from belong.insight.journey.ladders import in_force, ladder_at
from belong.insight.journey.policies import may_see_ladder
from belong.insight.journey.queries.reading import COUNTED, PAGE, after, instant_of
from belong.insight.journey.queries.standing import counts_at, stage_name
from belong.insight.journey.rules import MOVES


def moves_in(
    actor: Actor,
    from_: date | None = None,
    to: date | None = None,
    *,
    move: str | None = None,
    stage: str | None = None,
    cursor: str | None = None,
    limit: int = PAGE,
) -> Page[MoveCard]:
    """Who came to another stage in the period, from the start of the day `from_` (None: the beginning) to the end of
    `to` (None: now), the latest first, with the `total`; only moves of one sort or to one `stage` where given.

    A new ladder or an override that leaves somebody at the stage of the same key moves nobody. Hosts only. Raises
    `NotFound` for an unknown sort, `BadCursor`.
    """
    may_see_ladder(actor).or_refuse()
    if move is not None and move not in MOVES:
        raise NotFound
    given: dict[str, Any] = {
        "from": start_of_day(from_) if from_ is not None else None,
        "to": instant_of(to),
        "move": move,
        "stage": stage,
        "limit": limit + 1,
    }
    further = after(given, cursor)
    body = (
        f"from journey_stay s where {COUNTED} and s.before <> s.stage"
        " and s.from_at >= coalesce(%(from)s, '-infinity'::timestamptz) and s.from_at < %(to)s"
        " and (%(move)s::text is null or s.move = %(move)s) and (%(stage)s::text is null or s.stage = %(stage)s)"
    )
    with connection.cursor() as sql:
        sql.execute(f"select count(*) {body}", given)
        total = sql.fetchone()[0]
        sql.execute(
            f"select s.from_at, s.person_id, s.move, s.before, s.stage, s.ladder_id, s.cause {body} and {further}"
            " order by s.from_at desc, s.person_id desc limit %(limit)s",
            given,
        )
        rows = sql.fetchall()
    page = page_of(rows, limit, lambda row: (row[0], row[1]), total=total)
    people = person_cards([row[1] for row in page.items])
    known = in_force()
    items = [
        MoveCard(
            person=people[person],
            at=at,
            move=sort,
            before=before,
            before_name=stage_name(known, None, before),
            stage=key,
            name=stage_name(known, ladder, key),
            cause=tuple(cause),
        )
        for at, person, sort, before, key, ladder, cause in page.items
    ]
    return Page(items, page.next, page.previous, total)


MOVED = f"""
    select s.person_id, max(s.stage) filter (where s.from_at < %(begin)s) as before,
           max(s.stage) filter (where s.until_at is null or s.until_at >= %(end)s) as stage,
           max(case when s.from_at >= %(begin)s then s.from_at else s.until_at end) as at
    from journey_stay s
    where (s.from_at >= %(begin)s and s.from_at < %(end)s or s.until_at >= %(begin)s and s.until_at < %(end)s)
      and {COUNTED}
    group by s.person_id
"""  # noqa: S608
"""Whoever left a stay in the time, or came to one: where they stood at its beginning and at its end."""


def flows(actor: Actor, quarter: Quarter) -> FlowFigures:
    """How many stood at another stage at the end of a quarter than at its start; a quarter that is not over ends now.

    Newcomers, who stood nowhere at the start, come from ""; who left the ladder went to "". Hosts only.
    """
    may_see_ladder(actor).or_refuse()
    begin, end = quarter.begins, min(quarter.ends, now())
    with connection.cursor() as sql:
        sql.execute(
            "select coalesce(m.before, ''), coalesce(m.stage, ''), count(*)"  # noqa: S608
            f" from ({MOVED}) m where m.before is distinct from m.stage group by 1, 2",
            {"begin": begin, "end": end},
        )
        counted = sql.fetchall()
    ladder = ladder_at(end).card
    known = in_force()
    ranks = {stage.key: stage.rank for stage in ladder.stages}
    found = [
        FlowCard(
            before=before,
            before_name=stage_name(known, None, before),
            stage=stage,
            name=stage_name(known, None, stage),
            people=people,
            direction=_direction(ranks.get(before), ranks.get(stage)) if before and stage else "",
        )
        for before, stage, people in counted
    ]
    found.sort(key=lambda flow: (ranks.get(flow.before, 0), ranks.get(flow.stage, 0), flow.before, flow.stage))
    return FlowFigures(quarter, end, ladder, tuple(found), counts_at(begin), counts_at(end))


def _direction(before: int | None, stage: int | None) -> str:
    if before is None or stage is None:
        return ""
    return "up" if stage > before else "down"


def flowed(
    actor: Actor, quarter: Quarter, before: str, stage: str, *, cursor: str | None = None, limit: int = PAGE
) -> Page[Flowed]:
    """Who went from `before` ("": nowhere) to `stage` in the quarter, the last move first; `total` is the figure of
    `flows`. Hosts only. Raises `NotFound` for stages that no ladder ever had, `BadCursor`."""
    may_see_ladder(actor).or_refuse()
    keys = {"", *(stage.key for ladder in in_force() for stage in ladder.card.stages)}
    if before not in keys or stage not in keys or before == stage:
        raise NotFound
    given: dict[str, Any] = {
        "begin": quarter.begins,
        "end": min(quarter.ends, now()),
        "before": before,
        "stage": stage,
        "limit": limit + 1,
    }
    further = "true"
    if cursor:
        given["last"], given["last_person"] = decode_cursor(cursor, [datetime, int])
        further = "(m.at, m.person_id) < (%(last)s, %(last_person)s)"
    with connection.cursor() as sql:
        sql.execute(
            f"with m as materialized (select * from ({MOVED}) m where coalesce(m.before, '') = %(before)s"  # noqa: S608
            " and coalesce(m.stage, '') = %(stage)s) select m.at, m.person_id, (select count(*) from m) from m"
            f" where {further} order by m.at desc, m.person_id desc limit %(limit)s",
            given,
        )
        rows: Sequence[tuple[datetime, int, int]] = sql.fetchall()
    page = page_of(rows, limit, lambda row: (row[0], row[1]), total=rows[0][2] if rows else 0)
    people = person_cards([row[1] for row in page.items])
    return Page([Flowed(people[person], at) for at, person, _ in page.items], page.next, None, page.total)

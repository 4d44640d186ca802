"""Who keeps a step only until a quarter ends: what they did no longer carries it, or will not by then."""

from datetime import datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import Page, decode_cursor, now, page_of
from belong.ground.people.public import Actor, person_cards
from belong.ground.segments.public import instant, moment
from belong.insight.journey.calendar import quarter_from
from belong.insight.journey.cards import Descent, DescentFigure
from belong.insight.journey.ladders import in_force, ladder_at
from belong.insight.journey.policies import may_see_ladder
from belong.insight.journey.queries.reading import COUNTED, PAGE
from belong.insight.journey.queries.standing import stage_name
from belong.insight.journey.rules import PATIENCE, QUARTER

KEPT = (
    "from journey_stay s left join journey_stay n on n.person_id = s.person_id and n.from_at = s.until_at"
    " where s.until_at = any(%(ends)s) and s.from_at < %(at)s"
    " and (n.move = 'down' or n.person_id is null and s.override_id is null)"
    f" and {COUNTED}"
)
"""The stays that end with a descent at the start of a quarter."""


def descents(actor: Actor) -> list[DescentFigure]:
    """How many of those who stand on the ladder now go down at the start of a quarter unless they do something.

    Looked at is the next start, and in the 30 days before it the one after: by then it is settled who goes down at the
    next. None where the ladder in force does not let people down by quarters. One query; hosts only.
    """
    may_see_ladder(actor).or_refuse()
    at = now()
    ends = _ends(at)
    if not ends:
        return []
    with connection.cursor() as sql:
        sql.execute(f"select s.until_at, count(*) {KEPT} group by 1 order by 1", {"at": at, "ends": ends})
        return [DescentFigure(until, people) for until, people in sql.fetchall()]


def descending(actor: Actor, *, cursor: str | None = None, limit: int = PAGE) -> Page[Descent]:
    """Who they are, the earliest descent first, the latest arrived of each first; `total` is the sum of `descents`.

    Hosts only; raises `BadCursor`.
    """
    may_see_ladder(actor).or_refuse()
    at = now()
    given: dict[str, Any] = {"at": at, "ends": _ends(at), "limit": limit + 1}
    further = "true"
    if cursor:
        given["until"], given["since"], given["person"] = decode_cursor(cursor, [datetime, datetime, int])
        further = (
            "(s.until_at > %(until)s or s.until_at = %(until)s and (s.since_at, s.person_id) < (%(since)s, %(person)s))"
        )
    with connection.cursor() as sql:
        sql.execute(f"select count(*) {KEPT}", given)
        total = sql.fetchone()[0]
        sql.execute(
            f"select s.until_at, s.since_at, s.person_id, s.stage, s.ladder_id, coalesce(n.stage, '') {KEPT}"
            f" and {further} order by s.until_at, s.since_at desc, s.person_id desc limit %(limit)s",
            given,
        )
        rows: list[tuple[datetime, datetime, int, str, int, str]] = sql.fetchall()
    page = page_of(rows, limit, lambda row: (row[0], row[1], row[2]), total=total)
    people = person_cards([row[2] for row in page.items])
    known = in_force()
    found = [
        Descent(people[person], stage_name(known, ladder, stage), stage_name(known, None, after), since, until)
        for until, since, person, stage, ladder, after in page.items
    ]
    return Page(found, page.next, None, total)


def _ends(at: datetime) -> list[datetime]:
    """The starts of quarters at which it is decided already, at least for some, that they go down."""
    if ladder_at(at).card.descend != QUARTER:
        return []
    starts = quarter_from()
    here = instant(at)
    # whoever is below now goes down at the first start that is 30 days later or more, or at one before it
    return sorted({moment(starts(here)), moment(starts(here + PATIENCE))})

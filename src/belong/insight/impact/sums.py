"""The sums of acts, questions and newcomers, by person and by month: made from the other tables of impact alone.

What is touched is dropped and added up anew. In a batch it is only dropped, and `complete` adds it up at the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic
from typing import Any

from django.db import connection

from belong.ground.kernel.public import day_of, start_of_day
from belong.insight.impact.rules import AGAIN, month_start, months_between, next_month

DOERS = """
insert into impact_doer (person_id, last_active_at, given)
select person_id, max(occurred_at) filter (where activity), count(*) filter (where contribution)
from impact_act where person_id is not null and {people}
group by person_id
"""

MONTH = "unnest(%(months)s::date[], %(begins)s::timestamptz[], %(ends)s::timestamptz[]) m (month, begins, ends)"

ACTS = {
    "impact_month_act": f"""
        insert into impact_month_act (month, word, acts, given)
        select m.month, a.word, count(*), count(*) filter (where a.contribution)
        from {MONTH} join impact_act a on a.occurred_at >= m.begins and a.occurred_at < m.ends
        group by m.month, a.word""",  # noqa: S608
    "impact_month_active": f"""
        insert into impact_month_active (month, active)
        select m.month, count(distinct a.person_id)
        from {MONTH} join impact_act a on a.occurred_at >= m.begins and a.occurred_at < m.ends
        where a.activity and a.person_id is not null
        group by m.month""",  # noqa: S608
}
ASKED = {
    "impact_month_asked": f"""
        insert into impact_month_asked (month, hour, asked, answered, responded, accepted)
        select m.month, q.hour, count(*), count(q.answer_wait), count(q.response_wait), count(q.accepted_at)
        from {MONTH} join impact_question q on q.asked_at >= m.begins and q.asked_at < m.ends
        group by m.month, q.hour""",  # noqa: S608
    "impact_month_wait": f"""
        insert into impact_month_wait (month, answered, median)
        select m.month, count(*), percentile_cont(0.5) within group (order by q.answer_wait) / 1000000
        from {MONTH} join impact_question q on q.asked_at >= m.begins and q.asked_at < m.ends
        where q.answer_wait is not null
        group by m.month""",  # noqa: S608
}
JOINED = {
    "impact_month_joined": f"""
        insert into impact_month_joined (month, joined, again)
        select m.month, count(*), count(*) filter (where p.again_at < p.joined_at + %(again)s)
        from {MONTH} join impact_person p on p.joined_at >= m.begins and p.joined_at < m.ends
        group by m.month"""  # noqa: S608
}
SOURCES = (
    (ACTS, "select min(occurred_at), max(occurred_at) from impact_act"),
    (ASKED, "select min(asked_at), max(asked_at) from impact_question"),
    (JOINED, "select min(joined_at), max(joined_at) from impact_person"),
)
"""The tables by month, with the first and last instant of what they add up."""

TABLES = ("impact_doer", *ACTS, *ASKED, *JOINED)


@dataclass
class Touched:
    """Whose sums are others now: the people who did something, and when, what was asked when, who joined when."""

    people: set[int] = field(default_factory=set)
    acts: set[datetime] = field(default_factory=set)
    asked: set[datetime] = field(default_factory=set)
    joined: set[datetime] = field(default_factory=set)


def renew(touched: Touched) -> None:
    """Add up again what was touched."""
    forget(touched)
    for (tables, _), instants in zip(SOURCES, (touched.acts, touched.asked, touched.joined), strict=True):
        _fill(tables, _months(instants))


def forget(touched: Touched) -> None:
    """Drop the months that were touched until `complete` adds them up; people are added up again at once."""
    with connection.cursor() as cursor:
        if touched.people:
            people = {"people": list(touched.people)}
            cursor.execute("delete from impact_doer where person_id = any(%(people)s)", people)
            cursor.execute(DOERS.format(people="person_id = any(%(people)s)"), people)
        for (tables, _), instants in zip(SOURCES, (touched.acts, touched.asked, touched.joined), strict=True):
            if instants:
                for table in tables:
                    cursor.execute(f"delete from {table} where month = any(%s)", [list(_months(instants))])  # noqa: S608


def complete(done: int, until: float) -> int | None:
    """Add up the months that are not there, from the `done`th of all on, one at least and until the clock `monotonic`
    says so. Returns how many are done, None where that is all.
    """
    waiting = [(tables, month) for tables, range_of in SOURCES for month in _range(range_of)]
    for number, (tables, month) in enumerate(waiting[done:], done + 1):
        if not _is_there(next(iter(tables)), month):
            _fill(tables, [month])
        if monotonic() > until and number < len(waiting):
            return number
    return None


def make() -> None:
    """Fill the empty tables."""
    with connection.cursor() as cursor:
        cursor.execute(DOERS.format(people="true"))
        cursor.execute("analyze impact_doer")
    for tables, range_of in SOURCES:
        _fill(tables, _range(range_of))


def _range(range_of: str) -> list[date]:
    with connection.cursor() as cursor:
        cursor.execute(range_of)
        first, last = cursor.fetchone()
    return months_between(day_of(first), day_of(last)) if first is not None else []


def _is_there(table: str, month: date) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select exists (select from {table} where month = %s)", [month])  # noqa: S608
        return bool(cursor.fetchone()[0])


def _fill(tables: dict[str, str], months: Iterable[date]) -> None:
    if ordered := sorted(months):
        with connection.cursor() as cursor:
            for statement in tables.values():
                cursor.execute(statement, _bounds(ordered))


def _bounds(ordered: Sequence[date]) -> dict[str, Any]:
    return {
        "months": ordered,
        "begins": [start_of_day(month) for month in ordered],
        "ends": [start_of_day(next_month(month)) for month in ordered],
        "again": AGAIN,
    }


def _months(instants: Iterable[datetime]) -> set[date]:
    return {month_start(day_of(at)) for at in instants}

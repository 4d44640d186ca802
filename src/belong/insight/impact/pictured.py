"""What pages draw: the months of a period, the hours of its week, what was given in it."""

import json
from datetime import date
from typing import Any

from django.db import connection

from belong.ground.kernel.public import day_of, start_of_day
from belong.ground.people.public import Actor
from belong.insight.impact import told
from belong.insight.impact.bounds import TICK, Bounds, bounds, period
from belong.insight.impact.cards import Hour, Kind, Month
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.rules import AGAIN, HOURS_OF_WEEK, Period, between, months_between, next_month

ALL_GIVEN = "what like 'given %%'"

MEDIANS = f"""
select r.month, jsonb_build_array(r.total, waits) as found
from (
    select month, wait, number, (sum(number) over (partition by month order by wait))::bigint - number as before,
           (sum(number) over (partition by month))::bigint as total
    from (select month, wait, sum(number)::bigint as number from ({told.MET_BY_THEN}) c
          where what = 'answered' group by month, wait) m
) r
cross join lateral (
    select array(select answer_wait from impact_question q
                 where q.month = r.month and answer_wait >= r.wait and first_answer_at < %(end)s and {told.ASKED}
                 order by answer_wait offset (total - 1) / 2 - before limit 2) as waits
) w
where before <= (total - 1) / 2 and (total - 1) / 2 < before + number
"""  # noqa: S608
"""By month: how many of those asked in it have an answer, and the waits around which half of them were."""

BY_MONTH = "date_trunc('month', {}::timestamp)::date as month"
OF_PEOPLE = f"""
select {BY_MONTH.format("day")}, sum(number)::bigint as found from impact_day
where what = 'begun' and day >= %(first_month)s and day < %(last)s group by 1
union all
select {BY_MONTH.format("day")}, sum(number)::bigint from impact_day
where what = 'ended' and day >= %(first)s and day < %(first_month)s group by 1
"""  # noqa: S608
"""Who was active by month: of a first month that is not whole, those whose last day in it is in the period."""

IN_MONTH = "date_trunc('month', {at} at time zone %(zone)s)::date as month"
OF_EACH = f"""
select {IN_MONTH.format(at="occurred_at")}, count(distinct person_id) as found
from impact_act where activity and person_id is not null and occurred_at >= {{since}} and occurred_at < %(until)s
group by 1
"""  # noqa: S608
SINCE, SINCE_MONTH = "%(start)s::timestamptz", "greatest(%(last_month_at)s, %(start)s::timestamptz)"

JOINED = f"""
select month, jsonb_build_array(sum(joined), sum(again)) as found from (
    select {BY_MONTH.format("day")}, case when what = 'joined' then number else 0 end as joined,
           case when what = 'again' and day < %(settled)s then number else 0 end as again
    from impact_day where what in ('joined', 'again') and day >= %(first)s and day < %(last)s
    union all
    select {IN_MONTH.format(at="joined_at")}, 1, 0 from impact_person where {told.RESTED.format(at="joined_at")}
    union all
    select {IN_MONTH.format(at="joined_at")}, 0, 1 from impact_person
    where joined_at >= greatest(%(settled_at)s, %(start)s::timestamptz) and joined_at < %(until)s
      and again_at < joined_at + %(again)s and again_at < %(end)s
) j group by month having sum(joined) > 0
"""  # noqa: S608
"""Who joined by month, and took part again: of those who joined lately, each is asked whether it was before the end."""

MONTHS = (
    f"select month, to_jsonb(asked) as found from ({told.MONTHS}) q",  # noqa: S608
    MEDIANS,
    "select month, to_jsonb(sum(found)) as found from ({active}) a group by month",
    f"select month, to_jsonb(number) as found from ({told.acts(ALL_GIVEN, by='month')}) g",  # noqa: S608
    JOINED,
)
"""By month: questions, those with an answer and around what they waited, who was active, what was given, who joined."""

WEEK = f"""
select h.hour, h.asked, cardinality(waits), waits[(cardinality(waits) + 1) / 2], waits[cardinality(waits) / 2 + 1]
from ({told.HOURS}) h
cross join lateral (
    select array(select answer_wait from impact_question q
                 where q.hour = h.hour and answer_wait is not null and first_answer_at < %(end)s and {told.ASKED}
                 order by answer_wait) as waits
    offset 0
) w
"""  # noqa: S608
"""By hour: how many asked, how many of them have an answer, and the waits around which half of them were."""

KINDS = f"""
select substr(what, 7), number from ({told.acts(ALL_GIVEN)}) g where number > 0 order by 2 desc, 1
"""  # noqa: S608


def months(actor: Actor, from_: date | None = None, to: date | None = None) -> tuple[Month, ...]:
    """Each month of the period, from the first in which anything happened to that of its end. Hosts only."""
    may_see_health(actor).or_refuse()
    asked = period(from_, to)
    limits = bounds(asked)
    columns = ", ".join(f"(select jsonb_object_agg(month, found) from ({part}) part)" for part in MONTHS)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}".format(active=_active(limits)), limits.named)
        found = [json.loads(column) if column else {} for column in cursor.fetchone()]
    first = min((date.fromisoformat(month) for column in found for month in column), default=None)
    return (
        tuple(_month(month, found, asked) for month in months_between(first, day_of(asked.end - TICK))) if first else ()
    )


def week(actor: Actor, from_: date | None = None, to: date | None = None) -> tuple[Hour, ...]:
    """The 168 hours of the week, Monday 00 first: the questions asked in the period, and how long they waited."""
    may_see_health(actor).or_refuse()
    with connection.cursor() as cursor:
        cursor.execute(WEEK, bounds(period(from_, to)).named)
        rows = cursor.fetchall()
    found = {hour: Hour(asked, answered, between(pair, answered, 5)) for hour, asked, answered, *pair in rows}
    return tuple(found.get(hour, Hour(0, 0, None)) for hour in range(HOURS_OF_WEEK))


def contributions(actor: Actor, from_: date | None = None, to: date | None = None) -> tuple[Kind, ...]:
    """How many contributions of each kind were made in the period, most first; towards oneself there are none."""
    may_see_health(actor).or_refuse()
    with connection.cursor() as cursor:
        cursor.execute(KINDS, bounds(period(from_, to)).named)
        return tuple(Kind(word, number) for word, number in cursor.fetchall())


def _active(limits: Bounds) -> str:
    """Who was active by month: from days where these tell of it, else from each act in months that are not whole."""
    named = limits.named
    if named["first_month"] > named["last"]:
        return OF_EACH.format(since=SINCE)
    if limits.daily:
        return OF_PEOPLE
    return f"{OF_PEOPLE.replace('%(last)s', '%(last_month)s')} union all {OF_EACH.format(since=SINCE_MONTH)}"


def _month(month: date, found: list[dict[str, Any]], asked: Period) -> Month:
    key, ends = month.isoformat(), start_of_day(next_month(month))
    answered, waits = found[1].get(key, (0, ()))
    joined, again = found[4].get(key, (0, 0))
    return Month(
        month=month,
        questions=found[0].get(key, 0),
        answered=answered,
        median_seconds=between(waits, answered, 5),
        active_people=found[2].get(key, 0),
        contributions=found[3].get(key, 0),
        joined=joined,
        joined_again=again,
        open=ends > asked.end,
        newcomers_open=ends + AGAIN > asked.end,
    )

"""What pages draw: the months of a period, the hours of its week, what was given in it."""

import json
from datetime import date, timedelta
from typing import Any

from django.db import connection

from belong.ground.kernel.public import day_of, start_of_day
from belong.ground.people.public import Actor
from belong.insight.impact.cards import Hour, Kind, Month
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.queries import ACTED, ASKED, IN_PERIOD, from_months, parameters, period
from belong.insight.impact.rules import AGAIN, HOURS_OF_WEEK, Period, months_between, next_month

TICK = timedelta(microseconds=1)

MONTHS_KEPT = (
    "select month, jsonb_build_array(sum(asked), sum(answered)) as found from impact_month_asked"
    " where month >= %(first)s group by month",
    "select month, to_jsonb(median) as found from impact_month_wait where month >= %(first)s",
    "select month, to_jsonb(active) as found from impact_month_active where month >= %(first)s",
    "select month, to_jsonb(sum(given)) as found from impact_month_act where month >= %(first)s group by month",
    "select month, jsonb_build_array(joined, again) as found from impact_month_joined where month >= %(first)s",
)
IN_MONTH = "date_trunc('month', {at} at time zone %(zone)s)::date as month"
ASKED_IN, ACTED_IN = IN_MONTH.format(at="asked_at"), IN_MONTH.format(at="occurred_at")
MONTHS = (
    f"""select {ASKED_IN}, jsonb_build_array(count(*), count(*) filter (where first_answer_at < %(end)s)) as found
        from impact_question where {ASKED} group by 1""",  # noqa: S608
    f"""select {ASKED_IN}, to_jsonb(percentile_cont(0.5) within group (order by answer_wait) / 1000000) as found
        from impact_question where {ASKED} and first_answer_at < %(end)s group by 1""",  # noqa: S608
    f"""select {ACTED_IN}, to_jsonb(count(distinct person_id)) as found
        from impact_act where activity and person_id is not null and {ACTED} group by 1""",  # noqa: S608
    f"""select {ACTED_IN}, to_jsonb(count(*)) as found from impact_act where contribution and {ACTED} group by 1""",  # noqa: S608
    f"""select {IN_MONTH.format(at="joined_at")}, jsonb_build_array(count(*), count(*) filter (
            where again_at < joined_at + %(again)s and again_at < %(end)s)) as found
        from impact_person where {IN_PERIOD.format(at="joined_at")} group by 1""",  # noqa: S608
)
"""By month: questions and how many have an answer, the median wait, who was active, what was given, who joined."""

WEEK_EVER = """
select h.hour, h.asked, h.answered, w.pair
from (select hour, sum(asked)::bigint as asked, sum(answered)::bigint as answered
      from impact_month_asked group by hour) h
cross join lateral (
    select array(select answer_wait from impact_question q where q.hour = h.hour and q.answer_wait is not null
                 order by answer_wait offset greatest(0, (h.answered - 1) / 2) limit 2) as pair) w
"""
WEEK = f"""
select hour, count(*), count(*) filter (where first_answer_at < %(end)s),
       percentile_cont(0.5) within group (order by answer_wait) filter (where first_answer_at < %(end)s)
from impact_question where {ASKED} group by hour
"""  # noqa: S608

KINDS_KEPT = """
select word, sum(given) from impact_month_act where month >= %(first)s group by word having sum(given) > 0
order by 2 desc, 1
"""
KINDS = f"""
select word, count(*) from impact_act where contribution and {ACTED} group by word order by 2 desc, 1
"""  # noqa: S608


def months(actor: Actor, from_: date | None = None, to: date | None = None) -> tuple[Month, ...]:
    """Each month of the period, from the first in which anything happened to that of its end. Hosts only."""
    may_see_health(actor).or_refuse()
    asked = period(from_, to)
    parts = MONTHS_KEPT if from_months(asked) else MONTHS
    columns = ", ".join(f"(select jsonb_object_agg(month, found) from ({part}) part)" for part in parts)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}", parameters(asked))
        found = [json.loads(column) if column else {} for column in cursor.fetchone()]
    first = min((date.fromisoformat(month) for column in found for month in column), default=None)
    return (
        tuple(_month(month, found, asked) for month in months_between(first, day_of(asked.end - TICK))) if first else ()
    )


def week(actor: Actor, from_: date | None = None, to: date | None = None) -> tuple[Hour, ...]:
    """The 168 hours of the week, Monday 00 first: the questions asked in the period, and how long they waited."""
    may_see_health(actor).or_refuse()
    asked = period(from_, to)
    ever = asked.start is None and from_months(asked)
    with connection.cursor() as cursor:
        cursor.execute(WEEK_EVER if ever else WEEK, parameters(asked))
        found = {row[0]: Hour(row[1], row[2], _median(row, ever=ever)) for row in cursor.fetchall()}
    return tuple(found.get(hour, Hour(0, 0, None)) for hour in range(HOURS_OF_WEEK))


def contributions(actor: Actor, from_: date | None = None, to: date | None = None) -> tuple[Kind, ...]:
    """How many contributions of each kind were made in the period, most first; towards oneself there are none."""
    may_see_health(actor).or_refuse()
    asked = period(from_, to)
    with connection.cursor() as cursor:
        cursor.execute(KINDS_KEPT if from_months(asked) else KINDS, parameters(asked))
        return tuple(Kind(word, number) for word, number in cursor.fetchall())


def _month(month: date, found: list[dict[str, Any]], asked: Period) -> Month:
    key, ends = month.isoformat(), start_of_day(next_month(month))
    questions, answered = found[0].get(key, (0, 0))
    joined, again = found[4].get(key, (0, 0))
    return Month(
        month=month,
        questions=questions,
        answered=answered,
        median_seconds=found[1].get(key),
        active_people=found[2].get(key, 0),
        contributions=found[3].get(key, 0),
        joined=joined,
        joined_again=again,
        open=ends > asked.end,
        newcomers_open=ends + AGAIN > asked.end,
    )


def _median(row: tuple[Any, ...], *, ever: bool) -> float | None:
    if not row[2]:
        return None
    return float(sum(row[3][: 2 - row[2] % 2]) / (2 - row[2] % 2) if ever else row[3]) / 1_000_000

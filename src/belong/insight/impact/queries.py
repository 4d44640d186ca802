"""The health of the community in a period, and the list behind each figure."""

import json
from datetime import date
from itertools import chain, repeat
from typing import Any

from django.db import connection

from belong.ground.kernel.public import day_of, end_of_day, now, organisation_zone, start_of_day
from belong.ground.people.public import Actor
from belong.insight.impact.cards import Health
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.rules import (
    AGAIN,
    FIGURES,
    HOURS_OF_WEEK,
    MONTH,
    YEAR,
    Period,
    absence_factor,
    before,
    between,
    month_start,
    next_month,
)

IN_PERIOD = "{at} >= coalesce(%(start)s, '-infinity'::timestamptz) and {at} < %(end)s"
ASKED, ACTED = IN_PERIOD.format(at="asked_at"), IN_PERIOD.format(at="occurred_at")

COUNTED_FROM_MONTHS = """
counted as (
    select coalesce(sum(asked), 0)::bigint as questions, coalesce(sum(answered), 0)::bigint as answered,
           coalesce(sum(responded), 0)::bigint as responded, coalesce(sum(accepted), 0)::bigint as accepted
    from impact_month_asked where month >= %(first)s
), hour as (
    select hour as number, sum(asked) as asked from impact_month_asked where month >= %(first)s group by hour
), word as (
    select word, sum(acts)::bigint as acts from impact_month_act where month >= %(first)s group by word
)"""
COUNTED = f"""
by_hour as (
    select hour as number, count(*) as asked, count(*) filter (where first_answer_at < %(end)s) as answered,
           count(*) filter (where first_response_at < %(end)s) as responded,
           count(*) filter (where accepted_at < %(end)s) as accepted
    from impact_question where {ASKED} group by hour
), hour as (
    select number, asked from by_hour
), counted as (
    select coalesce(sum(asked), 0)::bigint as questions, coalesce(sum(answered), 0)::bigint as answered,
           coalesce(sum(responded), 0)::bigint as responded, coalesce(sum(accepted), 0)::bigint as accepted
    from by_hour
), word as (
    select word, count(*) as acts from impact_act where word in ('answered', 'replied') and {ACTED} group by word
)"""  # noqa: S608
GIVEN_KEPT = """
select number, sum(change) as people from impact_month_given where month >= %(first)s
group by number having sum(change) > 0"""
GIVEN = f"""
select number, count(*) as people
from (select count(*) as number from impact_act
      where contribution and person_id is not null and {ACTED} group by person_id) each
group by number"""  # noqa: S608
ACTIVE_NOW = "select count(*) from impact_doer where last_active_at >= %({since})s"
ACTIVE = """
select count(distinct person_id) from impact_act
where activity and person_id is not null and occurred_at >= %({since})s and occurred_at < %(end)s"""

HEALTH = """
with {counted}, given as ({given})
select
    (select count(*) from impact_person where known_at < %(end)s),
    questions, coalesce((select acts from word where word = 'answered'), 0),
    coalesce((select acts from word where word = 'replied'), 0), answered, accepted, responded,
    array(select answer_wait from impact_question where answer_wait is not null and {answers}
          order by answer_wait offset (select greatest(0, 5 * (answered - 1) / 10) from counted) limit 2),
    array(select answer_wait from impact_question where answer_wait is not null and {answers}
          order by answer_wait desc
          offset (select greatest(0, answered - 2 - 9 * (answered - 1) / 10) from counted) limit 2),
    array(select response_wait from impact_question where response_wait is not null and {responses}
          order by response_wait offset (select greatest(0, 5 * (responded - 1) / 10) from counted) limit 2),
    (select coalesce(jsonb_object_agg(number, asked), '{{}}') from hour),
    (select coalesce(jsonb_object_agg(number, people), '{{}}') from given),
    ({month}), ({year})
from counted
"""

KEPT = """
select exists (select from impact_act where occurred_at >= %(end)s)
    or exists (select from impact_person where joined_at >= %(end)s)
"""


def period(from_: date | None = None, to: date | None = None) -> Period:
    """From the start of the day `from_` (None: the beginning) to the end of the day `to` (None: now)."""
    return Period(
        start_of_day(from_) if from_ is not None else None,
        end_of_day(to) if to is not None else now(),
    )


def parameters(asked: Period, month: date | None = None) -> dict[str, Any]:
    """What the statements of impact name. `until` ends what happened: with the `month`, or the period."""
    start, until = asked.start, asked.end
    if month is not None:
        begins = start_of_day(month_start(month))
        start = max(start, begins) if start is not None else begins
        until = min(until, start_of_day(next_month(month)))
    return {
        "start": start,
        "first": day_of(start) if start is not None else date.min,
        "until": until,
        "end": asked.end,
        "month": before(asked.end, MONTH),
        "year": before(asked.end, YEAR),
        "again": AGAIN,
        "zone": organisation_zone().key,
    }


def from_months(asked: Period) -> bool:
    """Whether the sums of months tell of the period: it holds whole months, and nothing is known from after its end."""
    if asked.start is not None and asked.start != start_of_day(month_start(day_of(asked.start))):
        return False
    with connection.cursor() as cursor:
        cursor.execute(KEPT, {"end": asked.end})
        return not cursor.fetchone()[0]


def health(actor: Actor, from_: date | None = None, to: date | None = None) -> Health:
    """The figures of the period, from one statement and so from one state of the community. Hosts only."""
    may_see_health(actor).or_refuse()
    return _figures(from_, to)


def _figures(from_: date | None, to: date | None) -> Health:
    asked = period(from_, to)
    with connection.cursor() as cursor:
        cursor.execute(_statement(asked, kept=from_months(asked)), parameters(asked))
        row = cursor.fetchone()
    hours, given = json.loads(row[10]), json.loads(row[11])
    return Health(
        from_=from_,
        to=to,
        start=asked.start,
        end=asked.end,
        people=row[0],
        questions=row[1],
        answers=row[2],
        replies=row[3],
        answered=row[4],
        accepted=row[5],
        median_seconds_to_first_answer=between(row[7], row[4], 5),
        p90_seconds_to_first_answer=between(row[8][::-1], row[4], 9),
        median_seconds_to_first_response=between(row[9], row[6], 5),
        asked_by_hour_of_week=tuple(hours.get(str(hour), 0) for hour in range(HOURS_OF_WEEK)),
        absence_factor=absence_factor(
            chain.from_iterable(repeat(int(number), people) for number, people in given.items())
        ),
        active_people_30=row[12],
        active_people_365=row[13],
    )


def absence_since(asked: Period) -> int:
    """The absence factor of a period that the sums of months tell of."""
    with connection.cursor() as cursor:
        cursor.execute(GIVEN_KEPT, parameters(asked))
        return absence_factor(chain.from_iterable(repeat(int(number), people) for number, people in cursor.fetchall()))


def _statement(asked: Period, *, kept: bool) -> str:
    """The figures from the sums of months where these are `kept` for the period, else from each act in it."""
    ever = kept and asked.start is None
    active = ACTIVE_NOW if kept else ACTIVE
    return HEALTH.format(
        counted=COUNTED_FROM_MONTHS if kept else COUNTED,
        given=GIVEN_KEPT if kept else GIVEN,
        answers="true" if ever else f"{ASKED} and first_answer_at < %(end)s",
        responses="true" if ever else f"{ASKED} and first_response_at < %(end)s",
        month=active.format(since="month"),
        year=active.format(since="year"),
    )


def report_health(from_: date | None = None, to: date | None = None) -> dict[str, Any]:
    """The figures in the fixed form that programs read: the keys of `FIGURES`, in their order. It asks for no actor."""
    found = _figures(from_, to)
    return {figure: list(value) if isinstance(value := getattr(found, figure), tuple) else value for figure in FIGURES}

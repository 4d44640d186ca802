"""The health of the community in a period, and the list behind each figure."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from belong.ground.kernel.public import end_of_day, now, organisation_zone, start_of_day
from belong.ground.people.public import Actor
from belong.insight.impact.cards import Health
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.rules import FIGURES, HOURS_OF_WEEK, MONTH, YEAR, Period, absence_factor

HEALTH = """
with question as (
    select asked_at,
           case when first_answer_at < %(end)s
                then greatest(0, extract(epoch from first_answer_at - asked_at))::float8 end as answered_after,
           case when first_response_at < %(end)s
                then greatest(0, extract(epoch from first_response_at - asked_at))::float8 end as response_after,
           accepted_at < %(end)s as accepted
    from impact_question
    where asked_at >= coalesce(%(start)s, '-infinity'::timestamptz) and asked_at < %(end)s
), hour as (
    select (extract(isodow from asked_at at time zone %(zone)s)::int - 1) * 24
           + extract(hour from asked_at at time zone %(zone)s)::int as number, count(*) as asked
    from question group by 1
), given as (
    select person_id, count(*) as number from impact_act
    where contribution and person_id is not null
      and occurred_at >= coalesce(%(start)s, '-infinity'::timestamptz) and occurred_at < %(end)s
    group by person_id
)
select
    (select count(*) from impact_person where known_at < %(end)s) as people,
    (select count(*) from question) as questions,
    (select count(*) from impact_act where word = 'answered'
        and occurred_at >= coalesce(%(start)s, '-infinity'::timestamptz) and occurred_at < %(end)s) as answers,
    (select count(*) from impact_act where word = 'replied'
        and occurred_at >= coalesce(%(start)s, '-infinity'::timestamptz) and occurred_at < %(end)s) as replies,
    (select count(answered_after) from question) as answered,
    (select count(*) from question where accepted) as accepted,
    (select percentile_cont(0.5) within group (order by answered_after) from question),
    (select percentile_cont(0.9) within group (order by answered_after) from question),
    (select percentile_cont(0.5) within group (order by response_after) from question),
    (select coalesce(jsonb_object_agg(number, asked), '{}') from hour),
    (select coalesce(array_agg(number), '{}') from given),
    (select count(distinct person_id) from impact_act where activity and person_id is not null
        and occurred_at >= %(month)s and occurred_at < %(end)s),
    (select count(distinct person_id) from impact_act where activity and person_id is not null
        and occurred_at >= %(year)s and occurred_at < %(end)s)
"""


def period(from_: date | None = None, to: date | None = None) -> Period:
    """From the start of the day `from_` (None: the beginning) to the end of the day `to` (None: now)."""
    return Period(
        start_of_day(from_) if from_ is not None else None,
        end_of_day(to) if to is not None else now(),
    )


def parameters(asked: Period) -> dict[str, Any]:
    return {
        "start": asked.start,
        "end": asked.end,
        "month": asked.end - MONTH,
        "year": asked.end - YEAR,
        "zone": organisation_zone().key,
    }


def health(actor: Actor, from_: date | None = None, to: date | None = None) -> Health:
    """The figures of the period, from one statement and so from one state of the community. Hosts only."""
    may_see_health(actor).or_refuse()
    return _figures(from_, to)


def _figures(from_: date | None, to: date | None) -> Health:
    asked = period(from_, to)
    with connection.cursor() as cursor:
        cursor.execute(HEALTH, parameters(asked))
        row = cursor.fetchone()
    hours: Mapping[str, int] = json.loads(row[9])
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
        median_seconds_to_first_answer=row[6],
        p90_seconds_to_first_answer=row[7],
        median_seconds_to_first_response=row[8],
        asked_by_hour_of_week=tuple(hours.get(str(hour), 0) for hour in range(HOURS_OF_WEEK)),
        absence_factor=absence_factor(row[10]),
        active_people_30=row[11],
        active_people_365=row[12],
    )


def report_health(from_: date | None = None, to: date | None = None) -> dict[str, Any]:
    """The figures in the fixed form that programs read: the keys of `FIGURES`, in their order. It asks for no actor."""
    found = _figures(from_, to)
    return {figure: list(value) if isinstance(value := getattr(found, figure), tuple) else value for figure in FIGURES}

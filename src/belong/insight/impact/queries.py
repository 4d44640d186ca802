"""The health of the community in a period: its figures from one statement."""

import json
from datetime import date
from itertools import chain, repeat
from typing import Any

from django.db import connection

from belong.ground.people.public import Actor
from belong.insight.impact import told
from belong.insight.impact.bounds import Bounds, bounds, period
from belong.insight.impact.cards import Health
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.rules import FIGURES, HOURS_OF_WEEK, absence_factor, between
from belong.insight.impact.waiting import Shut, shut

KNOWN = """
select coalesce((select sum(number) from impact_day where what = 'known' and day < %(last)s), 0)::bigint
     + (select count(*) from impact_person where known_at >= %(rest_at)s and known_at < %(end)s)"""

ACTIVE_SINCE = "select count(*) from impact_doer where last_active_at >= %({since})s"
ACTIVE_BY_DAY = "select coalesce(sum(number), 0) from impact_day where what = 'active_{days}' and day < %(last)s"
ACTIVE = "select count(*) from ({people}) a"
"""Who was active in so many days before the end: of all, where nothing is known from after it; by the day, where it is
the end of one; else by each person.
"""

GIVEN_SINCE = """
select number, sum(change)::bigint as people from impact_month_given where month >= %(first)s
group by number having sum(change) > 0"""
GIVEN = f"select number, count(*) as people from ({told.GIVEN}) g group by number"  # noqa: S608

WAITED = """
select case when b.wait < 100 and b.place + 1 < b.before + b.number then array[b.wait, b.wait] else
array(select {wait} from impact_question where {wait} >= b.wait and {asked} and {at} < %(end)s
      order by {wait} offset b.place - b.before limit 2) end
from bound b where what = '{what}' and tenths = {tenths}"""
"""The two waits that a percentile lies between; of two digits, all are the same."""

ANSWERS = "what in ('acts answered', 'acts replied')"

BOUNDS = f"""
met as (select what, wait, sum(number)::bigint as number from ({told.MET_BY_THEN}) c group by what, wait),
running as (
    select what, wait, number, (sum(number) over (partition by what order by wait))::bigint - number as before,
           (sum(number) over (partition by what))::bigint as total
    from met
), counted as (select what, max(total) as total from running group by what),
bound as (
    select what, tenths, wait, number, before, tenths * (total - 1) / 10 as place
    from running join (values ('answered', 5), ('answered', 9), ('responded', 5)) v (of, tenths) on of = what
    where before <= tenths * (total - 1) / 10 and tenths * (total - 1) / 10 < before + number
)
"""  # noqa: S608 - pieces of this room only
"""How many met with what, and in which row of two digits the waits lie that a percentile lies between."""

WAITS = {
    "median_seconds_to_first_answer": ("answered", 5),
    "p90_seconds_to_first_answer": ("answered", 9),
    "median_seconds_to_first_response": ("responded", 5),
}
COLUMNS = {"answered": ("answer_wait", "first_answer_at"), "responded": ("response_wait", "first_response_at")}


def _waited(figure: str) -> str:
    what, tenths = WAITS[figure]
    wait, at = COLUMNS[what]
    return WAITED.format(what=what, tenths=tenths, wait=wait, at=at, asked=told.ASKED)


HEALTH = f"""
with hour as ({told.HOURS}),
word as ({told.acts(ANSWERS)}),
given as ({{given}}),
{BOUNDS}
select
    ({KNOWN}),
    coalesce((select sum(asked) from hour), 0)::bigint,
    coalesce((select number from word where what = 'acts answered'), 0),
    coalesce((select number from word where what = 'acts replied'), 0),
    coalesce((select total from counted where what = 'answered'), 0),
    coalesce((select total from counted where what = 'accepted'), 0),
    coalesce((select total from counted where what = 'responded'), 0),
    ({_waited("median_seconds_to_first_answer")}),
    ({_waited("p90_seconds_to_first_answer")}),
    ({_waited("median_seconds_to_first_response")}),
    (select coalesce(jsonb_object_agg(hour, asked), '{{{{}}}}') from hour),
    (select coalesce(jsonb_object_agg(number, people), '{{{{}}}}') from given),
    ({{month}}), ({{year}}), ({{shut}})
"""  # noqa: S608 - pieces of this room only


def health(actor: Actor, from_: date | None = None, to: date | None = None) -> Health:
    """The figures of the period, from one statement and so from one state of the community; which groups are closed is
    read just before. Hosts only.
    """
    may_see_health(actor).or_refuse()
    return _figures(from_, to)


def _figures(from_: date | None, to: date | None) -> Health:
    asked = period(from_, to)
    limits, closed = bounds(asked), shut(asked.end)
    with connection.cursor() as cursor:
        cursor.execute(_statement(limits, closed), {**limits.named, **closed.named})
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
        unanswered=row[1] - row[4] - row[14],
        median_seconds_to_first_answer=between(row[7], row[4], 5),
        p90_seconds_to_first_answer=between(row[8], row[4], 9),
        median_seconds_to_first_response=between(row[9], row[6], 5),
        asked_by_hour_of_week=tuple(hours.get(str(hour), 0) for hour in range(HOURS_OF_WEEK)),
        absence_factor=absence_factor(
            chain.from_iterable(repeat(int(number), people) for number, people in given.items())
        ),
        active_people_30=row[12],
        active_people_365=row[13],
    )


def waited(actor: Actor, figure: str, from_: date | None = None, to: date | None = None) -> float | None:
    """The seconds of one of the figures that are waits: the same as in `health`, for less. Hosts only."""
    may_see_health(actor).or_refuse()
    what, tenths = WAITS[figure]
    total = f"select coalesce((select total from counted where what = '{what}'), 0)"  # noqa: S608 - a name from above
    with connection.cursor() as cursor:
        cursor.execute(f"with {BOUNDS} {total}, ({_waited(figure)})", bounds(period(from_, to)).named)
        number, pair = cursor.fetchone()
    return between(pair, number, tenths)


def _statement(limits: Bounds, closed: Shut) -> str:
    return HEALTH.format(
        given=GIVEN_SINCE if limits.since_a_month else GIVEN,
        month=_active(limits, "month", 30),
        year=_active(limits, "year", 365),
        shut=closed.number,
    )


def _active(limits: Bounds, since: str, days: int) -> str:
    if limits.kept:
        return ACTIVE_SINCE.format(since=since)
    if limits.daily:
        return ACTIVE_BY_DAY.format(days=days)
    return ACTIVE.format(people=told.active(f"%({since})s"))


def report_health(from_: date | None = None, to: date | None = None) -> dict[str, Any]:
    """The figures in the fixed form that programs read: the keys of `FIGURES`, in their order. It asks for no actor."""
    found = _figures(from_, to)
    return {figure: list(value) if isinstance(value := getattr(found, figure), tuple) else value for figure in FIGURES}

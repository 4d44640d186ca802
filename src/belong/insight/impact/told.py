"""Pieces of statements: what happened in a period, from the sums of whole days and months and each act at its ends.

What they name is said in `bounds`.
"""

from belong.insight.impact.sums import CUT, MET

ASKED = "asked_at >= %(start)s::timestamptz and asked_at < %(until)s"
ACTED = "occurred_at >= %(start)s::timestamptz and occurred_at < %(until)s"
RESTED = "{at} >= greatest(%(rest_at)s, %(start)s::timestamptz) and {at} < %(until)s"
"""In what of the period comes after its last whole day."""

BEFORE = "asked_at >= %(start)s::timestamptz and asked_at < least(%(first_month_at)s::timestamptz, %(until)s)"
AFTER = "asked_at >= greatest(%(last_month_at)s, %(first_month_at)s::timestamptz) and asked_at < %(until)s"
"""In what of the period comes before its first whole month, and after its last."""

HOURS = f"""
select hour, sum(number)::bigint as asked from (
    select hour, number from impact_month_asked where month >= %(first_month)s and month < %(last_month)s
    union all select hour, 1 from impact_question where {BEFORE}
    union all select hour, 1 from impact_question where {AFTER}
) q group by hour
"""  # noqa: S608 - pieces of this room only
MONTHS = f"""
select month, sum(number)::bigint as asked from (
    select month, number from impact_month_asked where month >= %(first_month)s and month < %(last_month)s
    union all select month, 1 from impact_question where {BEFORE}
    union all select month, 1 from impact_question where {AFTER}
) q group by month
"""  # noqa: S608
"""The questions asked in the period, by hour of the week and by month."""


def _met_late(what: str, at: str, wait: str) -> str:
    return f"""
        select '{what}', month, {CUT.format(wait)}, 1 from impact_question
        where {at} >= greatest(%(known_month_at)s, %(first_month_at)s::timestamptz) and {at} < %(end)s
          and asked_at >= %(first_month_at)s::timestamptz and asked_at < %(until)s"""  # noqa: S608


MET_BY_THEN = f"""
        select what, month, wait, number from impact_month_met
        where month >= %(first_month)s and month < %(last_month)s and met < %(known_month)s
        union all
        select what, q.month, {CUT.format("wait")}, 1 from impact_question q cross join lateral {MET.format("q.")}
        where {BEFORE} and at < %(end)s
        union all {_met_late("answered", "first_answer_at", "answer_wait")}
        union all {_met_late("responded", "first_response_at", "response_wait")}
        union all {_met_late("accepted", "accepted_at", "0::bigint")}
"""  # noqa: S608
"""Of the questions asked in the period: how many had met with what by its end after which wait, of two digits."""


def acts(also: str = "true", by: str = "what") -> str:
    """The facts (`acts WORD`) and the contributions (`given WORD`) in the period, by what they are or by `month`."""
    return f"""
select {by}, sum(number)::bigint as number from (
    select what, date_trunc('month', day::timestamp)::date as month, number from impact_day
    where (what like 'acts %%' or what like 'given %%') and day >= %(first)s and day < %(last)s
    union all
    select v.what, date_trunc('month', occurred_at at time zone %(zone)s)::date, 1 from impact_act
    cross join lateral (values ('acts ' || word), (case when contribution then 'given ' || word end)) v (what)
    where {RESTED.format(at="occurred_at")} and v.what is not null
) a where {also} group by {by}"""  # noqa: S608


GIVEN = """
select id, number from (
    select person_id as id, width_bucket(%(until)s - %(tick)s, given_at)
                            - width_bucket(%(start)s::timestamptz - %(tick)s, given_at) as number
    from impact_doer offset 0
) n where number > 0
"""
"""How many contributions each known person made in the period, if any: (id, number)."""


def active(since: str, until: str = "%(end)s") -> str:
    """Who was active between: (id, at), `at` the last time."""
    return f"""
select id, at from (
    select person_id as id, active_at[width_bucket({until} - %(tick)s, active_at)] as at from impact_doer
    where last_active_at >= {since} and active_at[1] < {until} offset 0
) d where at >= {since}"""  # noqa: S608

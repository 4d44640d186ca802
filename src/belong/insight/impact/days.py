"""What each day of the organisation's calendar adds to figures, kept so that those up to any day are sums of few rows.

- `acts WORD`, `given WORD`: facts of that word; how many of them are contributions.
- `known`, `joined`, `again`: people known since that day; who joined on it; how many of these took part again.
- `begun`, `ended`: people for whom it was the first, the last day in its month on which they were active.
- `active_30`, `active_365`: how many more people than the day before were active in so many days before its end.

One person's days follow from the instants at which they were active: they are taken out of the sums and put in again
without a look at anybody else.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import organisation_zone
from belong.insight.impact.rules import AGAIN, MONTH, YEAR
from belong.insight.impact.sums import add_up

Act = tuple[str, datetime, bool]
"""The word of a fact, when it was, and whether it is a contribution."""

Known = tuple[datetime, datetime | None, datetime | None]
"""Since when somebody is known, when they joined, when they were active on a later day."""

DAY = "(({0}) at time zone %(zone)s)::date"
MONTH_OF = "date_trunc('month', {0} at time zone %(zone)s)"

ACTS = f"""
select case when given then 'given ' else 'acts ' end || word as what, day, sum(number) as number
from (select word, contribution, {DAY.format("occurred_at")} as day, sum(sign) as number
      from {{acts}} a group by 1, 2, 3) each
cross join (values (false), (true)) v (given)
where contribution or not given
group by 1, 2
"""  # noqa: S608 - pieces of this room only
KNOWN = f"""
select what, {DAY.format("at")} as day, sum(sign) as number
from {{people}} p
cross join lateral (values ('known', known_at), ('joined', joined_at),
                           ('again', case when again_at < joined_at + %(again)s then joined_at end)) v (what, at)
where at is not null group by 1, 2
"""  # noqa: S608


def _step(what: str, at: str, change: int, where: str) -> str:
    return f"""
select '{what}' as what, {DAY.format(at)} as day, {change} * sum(sign) as number
from step where {at} is not null and {where} group by 2"""  # noqa: S608


ACTIVE = f"""
with step as materialized (
    select sign, at, before, {MONTH_OF.format("at")} is distinct from {MONTH_OF.format("before")} as new_month,
           (at - before <= %(month)s) is not true as month_apart, (at - before <= %(year)s) is not true as year_apart
    from {{doers}} d cross join lateral unnest(active_at, array_prepend(null, active_at)) u (at, before)
)
{_step("begun", "at", 1, "new_month")} union all {_step("ended", "before", 1, "new_month")}
union all {_step("active_30", "at", 1, "month_apart")}
union all {_step("active_30", "before + %(month)s", -1, "month_apart")}
union all {_step("active_365", "at", 1, "year_apart")}
union all {_step("active_365", "before + %(year)s", -1, "year_apart")}
"""  # noqa: S608
"""From each instant to the next: who was not active for more than a month was meanwhile not active in the last."""

DOERS = """
select person_id, max(occurred_at) filter (where activity) as last_active_at,
       coalesce(array_agg(occurred_at order by occurred_at) filter (where activity), '{{}}') as active_at,
       coalesce(array_agg(occurred_at order by occurred_at) filter (where contribution), '{{}}') as given_at
from impact_act where person_id is not null and {people} group by person_id
"""
OF_SOME = "person_id = any(%(people)s)"
COLUMNS = "person_id, last_active_at, active_at, given_at"
PUT = f"insert into impact_doer ({COLUMNS}) {DOERS}"

NEXT = """
with recursive each (id) as (
    (select person_id from impact_act where person_id > %s order by person_id limit 1)
    union all
    select (select person_id from impact_act where person_id > each.id order by person_id limit 1)
    from each where each.id is not null
)
select id, exists (select from impact_doer d where d.person_id = each.id) from each where id is not null limit %s
"""
"""The next people who did something, and whether what they did is added up."""


def make() -> None:
    """Fill the empty tables."""
    with connection.cursor() as cursor:
        cursor.execute(PUT.format(people="true"))
        cursor.execute("analyze impact_doer")
    _add(ACTS.format(acts="(select *, 1 as sign from impact_act)"))
    _add(KNOWN.format(people="(select *, 1 as sign from impact_person)"))
    _add(ACTIVE.format(doers="(select *, 1 as sign from impact_doer)"))


def renew_acts(gone: Collection[Act], new: Collection[Act]) -> None:
    """Take in that some acts are `gone`, and others are `new` among them."""
    if sorted(gone) != sorted(new):
        source = "unnest(%(words)s::text[], %(at)s::timestamptz[], %(given)s::bool[], %(signs)s::int[])"
        changes = [(*act, -1) for act in gone] + [(*act, 1) for act in new]
        words, at, given, signs = map(list, zip(*changes, strict=True))
        _add(
            ACTS.format(acts=f"(select * from {source} u (word, occurred_at, contribution, sign))"),  # noqa: S608
            {"words": words, "at": at, "given": given, "signs": signs},
        )


def renew_known(gone: Iterable[Known], new: Iterable[Known]) -> None:
    """Take in that some rows of who is known are `gone`, and others are `new` among them."""
    if changes := [(*known, -1) for known in gone] + [(*known, 1) for known in new]:
        source = "unnest(%(known)s::timestamptz[], %(at)s::timestamptz[], %(later)s::timestamptz[], %(signs)s::int[])"
        known, at, later, signs = map(list, zip(*changes, strict=True))
        _add(
            KNOWN.format(people=f"(select * from {source} u (known_at, joined_at, again_at, sign))"),  # noqa: S608
            {"known": known, "at": at, "later": later, "signs": signs},
        )


def renew_doers(people: Collection[int]) -> None:
    """Add up again what these people did."""
    if people:
        given = {"people": list(people)}
        before = f"select active_at, -1 as sign from impact_doer where {OF_SOME}"  # noqa: S608
        after = f"select active_at, 1 as sign from ({DOERS.format(people=OF_SOME)}) n"  # noqa: S608
        _add(ACTIVE.format(doers=f"({before} union all {after})"), given)
        with connection.cursor() as cursor:
            cursor.execute(f"delete from impact_doer where {OF_SOME}", given)  # noqa: S608
            cursor.execute(PUT.format(people=OF_SOME), given)


def forget_doers(people: Collection[int]) -> None:
    """Drop what these people did until `complete` adds it up."""
    if people:
        given = {"people": list(people)}
        _add(ACTIVE.format(doers=f"(select *, -1 as sign from impact_doer where {OF_SOME})"), given)  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"delete from impact_doer where {OF_SOME}", given)  # noqa: S608


def complete(after: int, size: int) -> int | None:
    """Add up what those of the next people did for whom it is not. Returns the last; None at the end."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [after, size])
        rows = cursor.fetchall()
    _put([person for person, there in rows if not there])
    return rows[-1][0] if len(rows) == size else None


def _put(people: Collection[int]) -> None:
    if people:
        given = {"people": list(people)}
        with connection.cursor() as cursor:
            cursor.execute(PUT.format(people=OF_SOME), given)
        _add(ACTIVE.format(doers=f"(select *, 1 as sign from impact_doer where {OF_SOME})"), given)  # noqa: S608


def _add(changes: str, given: dict[str, Any] | None = None) -> None:
    always = {"zone": organisation_zone().key, "month": MONTH, "year": YEAR, "again": AGAIN}
    summed = f"select what, day, sum(number) from ({changes}) c group by 1, 2 having sum(number) <> 0"  # noqa: S608
    add_up("impact_day", "what, day", summed, {**always, **(given or {})})

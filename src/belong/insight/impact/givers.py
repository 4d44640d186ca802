"""How many people gave how much since the start of a month: kept as steps from month to month, backwards from the end.

One person's steps: at each month in which they contributed, one more person who has given as much as since then, and
one less who has given only what came later. Steps of many people are added up, so that each person's can be taken out
of the sums and put in again without a look at anybody else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import organisation_zone

TABLES = ("impact_month_given",)

Given = tuple[int, datetime]
"""Who contributed, and when."""

MONTH = "date_trunc('month', occurred_at at time zone %(zone)s)::date"

STEPS = """
select month, number, {sign} as change
from (select month, given, sum(given) over (partition by person_id order by month desc) as since
      from (select person_id, month, sum(given) as given from ({given}) g group by person_id, month
            having sum(given) > 0) each) running
cross join lateral (values (since, 1), (since - given, -1)) step (number, change)
where number > 0
"""
NOW = f"select person_id, {MONTH} as month, 1 as given from impact_act where contribution and person_id is not null"  # noqa: S608
NOW_OF = f"{NOW} and person_id = any(%(people)s)"
OTHERWISE = f"""
select person_id, {MONTH} as month, sign as given
from unnest(%(who)s::bigint[], %(when)s::timestamptz[], %(signs)s::int[]) u (person_id, occurred_at, sign)
"""  # noqa: S608
"""What has gone since (1), and what is new (-1): added to what is now, that is what was."""

ALL = f"""
insert into impact_month_given (month, number, change)
select month, number, sum(change) from ({STEPS.format(sign="change", given=NOW)}) s
group by month, number having sum(change) <> 0
"""  # noqa: S608
CHANGED = f"""
insert into impact_month_given as kept (month, number, change)
select month, number, sum(change)
from ({STEPS.format(sign="change", given=NOW_OF)}
      union all {STEPS.format(sign="- change", given=f"{NOW_OF} union all {OTHERWISE}")}) s
group by month, number having sum(change) <> 0
on conflict (month, number) do update set change = kept.change + excluded.change
returning month
"""  # noqa: S608


def make() -> None:
    """Fill the empty table."""
    with connection.cursor() as cursor:
        cursor.execute(ALL, {"zone": organisation_zone().key})


def renew(gone: Sequence[Given], new: Sequence[Given]) -> None:
    """Take in that some contributions are `gone` from the acts, and others are `new` among them."""
    if sorted(gone) == sorted(new):
        return
    changes = [(*given, 1) for given in gone] + [(*given, -1) for given in new]
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, _parameters(changes))
        if months := {month for (month,) in cursor.fetchall()}:
            cursor.execute("delete from impact_month_given where change = 0 and month = any(%s)", [list(months)])


def _parameters(changes: Sequence[tuple[int, datetime, int]]) -> dict[str, Any]:
    return {
        "zone": organisation_zone().key,
        "people": list({person for person, _, _ in changes}),
        "who": [person for person, _, _ in changes],
        "when": [at for _, at, _ in changes],
        "signs": [sign for _, _, sign in changes],
    }

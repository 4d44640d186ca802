"""Two persons of one name in one group: a reason to ask a host whether they are the same."""

from django.db import connection

from belong.ground.kernel.public import folded_sql
from belong.ground.people.public import NOT_PROPOSED, PROPOSABLE

_SAME_NAME = f"""
with called as materialized (
    select p.id, {folded_sql("lower(p.name)")} as name from {PROPOSABLE} p where length(p.name) > 3
), rare as (
    select name from called group by name having count(*) between 2 and 5
), pairs as (
    select o.id as one, t.id as other
    from rare join called o using (name) join called t using (name) where o.id < t.id
), spans as (
    select distinct coalesce(a.canonical, m.person_id) as person, m.group_id
    from groups_membership m left join person_alias a on a.person = m.person_id
    where m.batch_id is null or m.batch_id in (select id from ledger_batch where state = 'complete')
)
select x.one, x.other from pairs x
where {NOT_PROPOSED.format("x.one", "x.other")}
    and exists (select from spans s join spans t using (group_id) where s.person = x.one and t.person = x.other)
order by 1, 2 limit %s
"""  # noqa: S608 - fixed text


def same_name_in_one_group(limit: int) -> list[tuple[int, int]]:
    """Pairs of persons of one name, had by few, who are or were in one group. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SAME_NAME, [limit])
        return list(cursor.fetchall())

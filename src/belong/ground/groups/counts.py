"""How many persons are in groups now."""

from collections.abc import Iterable

from belong.ground.kernel.public import prepared_cursor

MEMBERS = """(
    select count(distinct coalesce(a.canonical, m.person_id)) from groups_membership m
    left join person_alias a on a.person = m.person_id
    where m.group_id = {0} and m.until_at is null
        and (m.batch_id is null or m.batch_id in (select id from ledger_batch where state = 'complete'))
)"""
"""SQL for how many persons are in the group that a column names, each counted once."""


def member_counts(groups: Iterable[int]) -> dict[int, int]:
    """How many persons are in each of the groups; a merged person counts once. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(
            f"select g.id, {MEMBERS.format('g.id')} from unnest(%s::bigint[]) g (id)",  # noqa: S608 - fixed text
            [list(groups)],
        )
        return dict(cursor.fetchall())


def member_count(group: int) -> int:
    return member_counts([group]).get(group, 0)

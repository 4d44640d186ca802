"""How many persons are in groups now."""

from collections.abc import Iterable

from belong.ground.kernel.public import prepared_cursor


def member_counts(groups: Iterable[int]) -> dict[int, int]:
    """For each of the groups that has members, how many; a merged person counts once. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(
            "select m.group_id, count(distinct coalesce(a.canonical, m.person_id)) from groups_membership m"
            " left join person_alias a on a.person = m.person_id"
            " where m.group_id = any(%s::bigint[]) and m.until_at is null"
            " and (m.batch_id is null or m.batch_id in (select id from ledger_batch where state = 'complete'))"
            " group by m.group_id",
            [list(groups)],
        )
        return dict(cursor.fetchall())


def member_count(group: int) -> int:
    return member_counts([group]).get(group, 0)

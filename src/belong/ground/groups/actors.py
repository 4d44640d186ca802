"""Who acts: the Actor of an account, in one statement, because every page of a signed-in person asks."""

from belong.ground.kernel.public import prepared_cursor
from belong.ground.people.public import Actor

_STATEMENT = """
select a.id, p.id, p.uid, p.name,
    exists (select from people_person s where s.id = any (same.ids) and s.is_staff),
    array(
        select r.role from people_roleheld r
        where r.person_id = any (same.ids) and r.until_at is null
            and (r.batch_id is null or r.batch_id = any (stood.ids))
    ),
    array(
        select m.group_id from groups_membership m
        where m.person_id = any (same.ids) and m.until_at is null
            and (m.batch_id is null or m.batch_id = any (stood.ids))
    ),
    array(
        select m.group_id from groups_membership m
        where m.person_id = any (same.ids) and m.until_at is null and m.role = 'leader'
            and (m.batch_id is null or m.batch_id = any (stood.ids))
    )
from people_account a
join people_person p
    on p.id = coalesce((select x.canonical from person_alias x where x.person = a.person_id), a.person_id)
cross join lateral (select array(select x.person from person_alias x where x.canonical = p.id) || p.id as ids) same
cross join lateral (select array(select b.id from ledger_batch b where b.state = 'complete') as ids) stood
where a.id = %s::bigint and a.is_active
"""


def actor_for(account: int | None) -> Actor:
    """The Actor behind an account: the canonical person, with what they hold now under any of their ids.

    No account, a closed one or one that is not there: a visitor.
    """
    if account is None:
        return Actor.anonymous()
    with prepared_cursor() as cursor:
        cursor.execute(_STATEMENT, [account])
        row = cursor.fetchone()
    if row is None:
        return Actor.anonymous()
    number, person, uid, name, staff, roles, groups, leads = row
    return Actor(
        person=person,
        account=number,
        name=name,
        roles=frozenset(roles),
        staff=staff,
        groups=frozenset(groups),
        leads=frozenset(leads),
        uid=uid,
    )

"""Since when somebody is here, where an archive tells of somebody who is known without it: the earliest counts."""

from django.db import connection

from belong.ground.kernel.public import require_transaction

SLICE = 20_000

_SETTLE = """
with slice as (
    select f.id, f.actor, f.kind from ledger_fact f
    where f.batch_id = %(batch)s and f.id > %(after)s order by f.id limit %(limit)s
), told as (
    select distinct p.id from slice s join ledger_kind k on k.kind = s.kind and k.word = 'joined'
    join people_person p on p.id = s.actor and p.batch_id is distinct from %(batch)s
), first as (
    select t.id, (select min(j.occurred_at) from ledger_standing j where j.actor_recorded = t.id and j.word = 'joined')
        as at
    from told t
), settled as (
    update people_person p set joined_at = f.at from first f where f.id = p.id and p.joined_at is distinct from f.at
)
select max(id) from slice
"""


def settle_joining(batch: int, *, after: int = 0) -> int | None:
    """Say of those whom others brought, and who joined by this batch too, since when they are here as things stand.

    After the batch was completed or withdrawn, slice by slice: `after` is what the call before gave, None means done.
    Repeating it changes nothing.
    """
    require_transaction("settling who joined when")
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, {"batch": batch, "after": after, "limit": SLICE})
        last: int | None = cursor.fetchone()[0]
        return last

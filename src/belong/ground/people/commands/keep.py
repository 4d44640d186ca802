"""What outlives an undone import."""

from dataclasses import dataclass

from django.db import connection, transaction

from belong.ground.people.commands.fetching import lock_identities
from belong.ground.people.commands.persons import join_instead

SLICE = 5_000

_IN_ORDER = """
    select p.id from people_person p where p.batch_id = %(batch)s and p.id > %(after)s order by p.id limit %(limit)s
"""

_SINCE = """
    select p.id from people_person p where p.batch_id = %(batch)s and p.id in (
        select actor from ledger_fact
        where batch_id is null and era = ledger_current_era() and tx >= %(transaction)s::xid8
        union select counterpart from ledger_fact
        where batch_id is null and era = ledger_current_era() and tx >= %(transaction)s::xid8
        union select person_id from people_identity where id > %(identity)s and batch_id is distinct from %(batch)s
    )
"""

_KEEP = """
with slice as ({slice}), said as (
    select s.id, f.batch_id from slice s cross join lateral (
        select distinct batch_id from ledger_standing
        where actor_recorded = s.id and batch_id is distinct from %(batch)s
    ) f
    union all select s.id, f.batch_id from slice s cross join lateral (
        select distinct batch_id from ledger_standing
        where counterpart_recorded = s.id and batch_id is distinct from %(batch)s
    ) f
    union all select s.id, i.batch_id from slice s join people_identity i on i.person_id = s.id
    union all select s.id, i.batch_id from slice s join people_permission i on i.person_id = s.id
    union all select s.id, i.batch_id from slice s join people_roleheld i on i.person_id = s.id
), needed as (
    select s.id, bool_or(s.batch_id is null) as here,
        coalesce(max(b.id) filter (where b.state = 'complete'), max(b.id)) as batch_id
    from said s left join ledger_batch b on b.id = s.batch_id
    where s.batch_id is null or (s.batch_id <> %(batch)s and b.state <> 'withdrawn')
    group by s.id
), persons as (
    update people_person p set batch_id = case when n.here then null else n.batch_id end
    from needed n where n.id = p.id returning p.id, p.batch_id
), identities as (
    update people_identity i set batch_id = p.batch_id
    from persons p where p.id = i.person_id and i.batch_id = %(batch)s
        and (p.batch_id is null or i.source <> (select b.source from ledger_batch b where b.id = %(batch)s))
)
select (select max(id) from slice), (select count(*) from persons)
"""
"""Whoever is needed here belongs to no import from then on. Whom only other imports need belongs to one of these: a
complete one, so that the person stands on; else one that is being loaded, with which the person will stand. When that
one is undone too, this is asked again. The address by which only the undone archive knew the person comes back with it.
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment in what is written: what was not yet visible then counts as later."""

    transaction: str
    identity: int


def mark() -> Mark:
    """The present moment: what `keep_needed_since` takes."""
    with transaction.atomic(), connection.cursor() as cursor:
        lock_identities()
        cursor.execute(
            "select pg_snapshot_xmin(pg_current_snapshot())::text, (select coalesce(max(id), 0) from people_identity)"
        )
        return Mark(*cursor.fetchone())


def keep_needed(batch: int, *, after: int = 0) -> int | None:
    """Keep those persons of an import whom something needs that stands without it, or whom another import brings.

    Needed is who did something here or had it done to them (was phoned, thanked, given a role), and whom another
    import that is complete or under way names, with an act or without. Call it before the import's batch is withdrawn,
    slice by slice: `after` is what the call before gave, None means done. The others are gone with their import until
    it comes again. Repeating it changes nothing.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_KEEP.format(slice=_IN_ORDER), {"batch": batch, "after": after, "limit": SLICE})
        last: int | None = cursor.fetchone()[0]
        return last


def keep_needed_since(batch: int, *, since: Mark) -> None:
    """The same, at once, for those who came to be needed after `since`: call it in the transaction that withdraws.

    Other imports bring nobody more until that transaction ends. That somebody with an account joined is kept, too.
    """
    lock_identities()
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP.format(slice=_SINCE),
            {"batch": batch, "transaction": since.transaction, "identity": since.identity},
        )
    join_instead(batch)

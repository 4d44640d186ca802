"""What outlives an undone import."""

from django.db import connection, transaction

SLICE = 5_000

_NEEDED = """
with slice as (
    select p.id from people_person p where p.batch_id = %(batch)s and p.id > %(after)s order by p.id limit %(limit)s
), needed as (
    select s.id, max(f.batch_id) as batch_id, bool_or(f.batch_id is null) as here
    from slice s join ledger_standing f on f.actor_recorded = s.id and f.batch_id is distinct from %(batch)s
    group by s.id
), persons as (
    update people_person p set batch_id = case when n.here then null else n.batch_id end
    from needed n where n.id = p.id returning p.id, p.batch_id
), identities as (
    update people_identity i set batch_id = p.batch_id
    from persons p where p.id = i.person_id and i.batch_id = %(batch)s
)
select (select max(id) from slice), (select count(*) from persons)
"""


_SINCE = """
with needed as (
    select p.id, max(f.batch_id) as batch_id, bool_or(f.batch_id is null) as here
    from ledger_standing f join people_person p on p.id = f.actor_recorded and p.batch_id = %(batch)s
    where f.id > %(since)s and f.batch_id is distinct from %(batch)s
    group by p.id
), persons as (
    update people_person p set batch_id = case when n.here then null else n.batch_id end
    from needed n where n.id = p.id returning p.id, p.batch_id
)
update people_identity i set batch_id = p.batch_id
from persons p where p.id = i.person_id and i.batch_id = %(batch)s
"""


def newest_fact() -> int:
    """The id of the newest fact: what `keep_needed_since` takes."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(id), 0) from ledger_fact")
        return int(cursor.fetchone()[0])


def keep_needed(batch: int, *, after: int = 0) -> int | None:
    """Keep those persons of an import who did something that stands without it: here, or in another import.

    Call it before the import's batch is withdrawn, slice by slice: `after` is what the call before gave, None means
    done. The others are gone with their import until it comes again. Repeating it changes nothing.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NEEDED, {"batch": batch, "after": after, "limit": SLICE})
        last: int | None = cursor.fetchone()[0]
        return last


def keep_needed_since(batch: int, *, since: int) -> None:
    """The same, at once, for those who acted after the fact `since`: call it in the transaction that withdraws."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"batch": batch, "since": since})

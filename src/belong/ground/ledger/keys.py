"""Source keys: the same source and key never stand twice, and a key whose fact stands no longer is free.

A key is held while any of its holders stands or may stand soon (its batch is open). A fact that is withdrawn in a batch
comes back when that batch is withdrawn, so the key remembers it (`before`) and whoever takes the key over withdraws it
a second time, in the own batch: however batches are undone, one holder at most stands.
"""

from collections.abc import Iterable

from django.db import connection

from belong.ground.kernel.public import lock_number
from belong.ground.ledger.rows import checked_source, key_bytes

BATCHES = lock_number("ledger.batches")

# A holder that this statement cannot see yet was added by a transaction that ended while we waited: it holds the key.
HELD = """exists (
    select from unnest({key}.fact_id || {key}.before) as h (id)
    left join ledger_fact hf on hf.id = h.id
    left join ledger_batch hb on hb.id = hf.batch_id
    where (hb.state is null or hb.state <> 'withdrawn')
      and not exists (
          select from ledger_withdrawal w left join ledger_batch wb on wb.id = w.batch_id
          where w.fact_id = h.id and (w.batch_id is null or wb.state = 'complete' or w.batch_id = %(batch)s)))"""

MAY_RETURN = """nullif(array(
    select h.id from unnest({key}.fact_id || {key}.before) as h (id)
    join ledger_fact hf on hf.id = h.id
    left join ledger_batch hb on hb.id = hf.batch_id
    where (hb.state is null or hb.state <> 'withdrawn')
      and not exists (select from ledger_withdrawal w where w.fact_id = h.id and w.batch_id is null)), '{{}}')"""

ON_CONFLICT = f"""on conflict (source_id, key) do update
    set fact_id = excluded.fact_id, before = {MAY_RETURN.format(key="taken")}
    where not {HELD.format(key="taken")}"""  # noqa: S608
"""For `insert into ledger_sourcekey as taken`: takes the key over if it is free, else leaves it alone."""


def source_number(name: str) -> int:
    """The number of a source, which is entered if it is new; batches do not change state until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select id from ledger_source where name = %s), pg_advisory_xact_lock_shared(%s)::text",
            [checked_source(name), BATCHES],
        )
        number = cursor.fetchone()[0]
        if number is None:
            cursor.execute(
                """
                insert into ledger_source (name) values (%s)
                on conflict (name) do update set name = excluded.name returning id
                """,
                [name],
            )
            number = cursor.fetchone()[0]
    return int(number)


def standing_by_source(source: str, keys: Iterable[str]) -> dict[str, int]:
    """The standing facts of those of `keys` that have one."""
    hashes = {key_bytes(key): key for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select k.key, s.id
            from ledger_sourcekey k
            cross join unnest(k.fact_id || k.before) as h (id)
            join ledger_standing s on s.id = h.id
            where k.source_id = (select id from ledger_source where name = %s) and k.key = any(%s)
            """,
            [source, list(hashes)],
        )
        return {hashes[bytes(key)]: number for key, number in cursor.fetchall()}

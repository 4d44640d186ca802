"""Eras: the order of facts survives a move into another cluster, where transaction ids start again."""

from django.db import connection, transaction

from belong.ground.kernel.public import now
from belong.ground.ledger.kinds import sync_kinds

# Followers order the facts without a batch, so these decide; facts in batches are read through their batch's facts.
_FOREIGN = """
select exists (
    select from ledger_fact f
    where f.batch_id is null and f.era = (select era from ledger_era)
      and f.tx >= pg_snapshot_xmax(pg_current_snapshot()))
"""


def start_era() -> int:
    """Called at every start, before anything is recorded; returns the era in force.

    Where facts of the present era carry transaction ids that this cluster has not reached, they come from another
    cluster (a restore, a dump, a move): a new era begins. Also brings the table of kinds up to date.
    """
    sync_kinds()
    if _is_foreign():
        with transaction.atomic(), connection.cursor() as cursor:
            # Conflicts with every writer's lock: none of them is between reading the era and ending its transaction.
            cursor.execute("lock table ledger_fact in share mode")
            if _is_foreign():
                cursor.execute("update ledger_era set era = era + 1, begun_at = %s", [now()])
    with connection.cursor() as cursor:
        cursor.execute("select era from ledger_era")
        return int(cursor.fetchone()[0])


def _is_foreign() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_FOREIGN)
        return bool(cursor.fetchone()[0])

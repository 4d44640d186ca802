"""How far the ledger may be read: below the oldest writing transaction of this database that is still open.

`pg_snapshot_xmin(pg_current_snapshot())` says so for the whole cluster, in which other databases may write for hours.
Their transactions record no facts here, so those that are known to be theirs are left out; whoever cannot be told
(a prepared transaction, one that ended meanwhile) counts as ours.
"""

from django.db import connection

_SNAPSHOT = """
select (select era from ledger_era), pg_snapshot_xmax(s)::text, array(select x::text from pg_snapshot_xip(s) as x)
from pg_current_snapshot() as s
"""

# pg_stat_activity is read once per transaction and then remembered: asked anew, it is not older than the snapshot.
_OTHERS = """
select a.pid from (select pg_stat_clear_snapshot()) as anew, pg_stat_activity a
where a.datid <> (select oid from pg_database where datname = current_database())
"""

_OWNERS = """
select transactionid::text from pg_locks
where locktype = 'transactionid' and mode = 'ExclusiveLock' and granted and pid = any(%s)
"""

LOW_BITS = 0xFFFF_FFFF


def horizon() -> tuple[int, int]:
    """The era in force, and the transaction id below which every transaction of this database has ended.

    The order of the three looks matters: a transaction that was open at the first one, and is held at the third by a
    process that belonged to another database at the second, belonged to that process all the time.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT)
        era, below, found = cursor.fetchone()
    running = [int(number) for number in found]
    theirs = _of_other_databases() if running else set()
    return era, min((number for number in running if number & LOW_BITS not in theirs), default=int(below))


def _of_other_databases() -> set[int]:
    """Open transactions of other databases, by the lower half of their ids, which is all that locks tell."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS)
        others = [process for (process,) in cursor.fetchall()]
        cursor.execute(_OWNERS, [others])
        return {int(number) for (number,) in cursor.fetchall()}

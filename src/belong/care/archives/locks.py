"""One process carries a run at a time: who does holds the run's lock, which ends with its database session."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from django.db import connection

from belong.ground.kernel.public import advisory_lock, lock_number

PATIENCE = 5.0
"""A process that was killed keeps its lock until the database ends the statement it was in."""


@contextmanager
def held(run: int) -> Iterator[bool]:
    """Hold the lock of the run; yields whether it was had before the patience ended."""
    ends = monotonic() + PATIENCE
    while True:
        with advisory_lock(_name(run), wait=False) as had:
            if had or monotonic() > ends:
                yield had
                return
        sleep(0.1)


def at_work(runs: Collection[int]) -> set[int]:
    """Those of the runs that a process has in hand now."""
    if not runs:
        return set()
    numbers = {lock_number(_name(run)): run for run in runs}
    with connection.cursor() as cursor:
        cursor.execute(
            "select classid::bigint << 32 | objid::bigint from pg_locks where locktype = 'advisory' and objsubid = 1"
            " and granted and database = (select oid from pg_database where datname = current_database())"
        )
        return {numbers[number] for (number,) in cursor if number in numbers}


def _name(run: int) -> str:
    return f"archives.run:{run}"

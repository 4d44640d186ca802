"""Which state of the database a page shows: a number that is another one after every commit that a page could show."""

from typing import Any

from django.db import OperationalError, connection

from belong.ground.kernel.db import prepared_cursor

SUM = "select sum(changes) from kernel_shown"


def shown_version() -> int | None:
    """The number of changes that are committed in watched tables; one cheap statement. None where no page may be kept.

    Read it before the page is made: whatever is committed later has a greater number, so that a page made meanwhile
    stands under a number that nobody asks for again. Inside a transaction a page may show what is never committed.
    """
    if connection.in_atomic_block:
        return None
    # the statement itself shows whether the connection still lives: asking it first would be a second way to go
    connection.health_check_done = True
    try:
        return _read()
    except OperationalError:
        connection.close()
        return _read()


def _read() -> int | None:
    with prepared_cursor() as cursor:
        cursor.execute(SUM)
        row: tuple[Any] | None = cursor.fetchone()
    return None if row is None or row[0] is None else int(row[0])

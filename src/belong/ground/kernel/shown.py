"""Which state of the database a page shows: a number that is another one after every commit that a page could show."""

from django.db import connection

from belong.ground.kernel.community import keep_reading
from belong.ground.kernel.db import first_row

SUM = "select sum(changes), (select version from kernel_setting_version) from kernel_shown"


def shown_version() -> int | None:
    """The number of changes that are committed in watched tables; one cheap statement. None where no page may be kept.

    Read it before the page is made: whatever is committed later has a greater number, so that a page made meanwhile
    stands under a number that nobody asks for again. Inside a transaction a page may show what is never committed.
    The same statement tells in which state the settings are, so that nothing more is asked for them.
    """
    if connection.in_atomic_block:
        return None
    row = first_row(SUM)
    if row is None or row[0] is None:
        return None
    keep_reading(row[1])
    return int(row[0])

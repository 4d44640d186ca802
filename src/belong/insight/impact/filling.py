"""Filling a table that nobody has read from yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

OTHERS = """
select pg_get_indexdef(i.indexrelid), i.indexrelid::regclass::text from pg_index i
where i.indrelid = %s::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
order by 1
"""


@contextmanager
def indexed_after(table: str) -> Iterator[None]:
    """Where `table` was empty from the first, make its indexes after it is filled: in order, and each at once.

    One that held anything keeps them: whoever reads its old rows meanwhile must not have to wait. In a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_relation_size(%s::regclass)", [table])
        empty = not cursor.fetchone()[0]
        cursor.execute(OTHERS, [table])
        indexes = cursor.fetchall() if empty else []
        for _, name in indexes:
            cursor.execute(f"drop index {name}")
        yield
        for definition, _ in indexes:
            cursor.execute(definition)

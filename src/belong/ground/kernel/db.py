"""Helpers for set-based work. They speak SQL and know nothing of any room."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID
from weakref import WeakSet

import psycopg
from django.db import OperationalError, connection
from psycopg import pq, sql
from psycopg.types.numeric import Int8Dumper


class OutsideTransaction(RuntimeError):
    """A write that must stand or fall with others was tried where nothing holds them together."""


def require_transaction(what: str) -> None:
    """Raise `OutsideTransaction` unless the default connection is inside a transaction."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{what} outside a transaction")


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Put `rows` into `table` by COPY, in constant memory; returns how many. Values are adapted as in a query."""
    count = 0
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


@contextmanager
def staged(name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> Iterator[int]:
    """A temporary table `name` with `columns` (name -> SQL type), filled from `rows` by COPY; gone after the block.

    For loads: fill, then `insert ... select` from it with joins. Yields the number of rows. Inside a transaction only.
    """
    require_transaction("staging rows")
    table = sql.Identifier(name)
    definition = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind)) for column, kind in columns.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("create temporary table {} ({}) on commit drop").format(table, definition))
        count = copy_rows(name, list(columns), rows)
        cursor.execute(sql.SQL("analyze {}").format(table))
        yield count
        cursor.execute(sql.SQL("drop table {}").format(table))


_whole_numbers: WeakSet[Any] = WeakSet()
"""The connections that send every whole number as a bigint."""


def prepared_cursor() -> AbstractContextManager[Any]:
    """A cursor for a statement that many requests repeat: from its third run on PostgreSQL neither parses nor plans it.

    Parameters go to the server apart from the text, so each needs a type that the statement tells (`%s::bigint`).
    Where a pooler hands connections around (`BELONG_POOLED`) nothing is prepared and the cursor is an ordinary one.

    What comes back comes as PostgreSQL keeps it, which is read in half the time of words: moments in UTC, numbers, text
    and uids as from any cursor; a `jsonb` column is to be asked for as text.
    """
    return _binary_cursor(psycopg.Cursor)


class _Planned(psycopg.Cursor[Any]):
    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        return super().execute(query, params, **{**how, "prepare": False})


def planned_cursor() -> AbstractContextManager[Any]:
    """As `prepared_cursor`, for a statement whose best plan hangs on the values that it is given: PostgreSQL plans it
    anew each time, where it might keep to one plan for all of them that is many times slower for some."""
    return _binary_cursor(_Planned)


@contextmanager
def _binary_cursor(kind: type[psycopg.Cursor[Any]]) -> Iterator[Any]:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    database = connection.connection
    if database not in _whole_numbers:
        # by default a number's size decides its type, and each mixture of types would be a statement of its own
        database.adapters.register_dumper(int, Int8Dumper)
        _whole_numbers.add(database)
    plain: Any = kind(database)
    plain.format = pq.Format.BINARY
    with connection.make_debug_cursor(plain) if connection.queries_logged else connection.make_cursor(plain) as cursor:
        yield cursor


def array_of(values: Iterable[int | UUID]) -> str:
    """The values as PostgreSQL writes an array, for a parameter whose type the statement tells (`%s::bigint[]`).

    A list would be looked through value by value for its type, each time.
    """
    return f"{{{','.join(map(str, values))}}}"


def first_row(statement: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """The first row of a statement that only reads, prepared: for the one that a request begins with.

    The statement itself shows whether a connection that was kept still lives; asking it before would be one way more.
    Where it does not, the statement is asked on a new one.
    """
    if connection.in_atomic_block:
        return _row(statement, parameters)
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _row(statement, parameters)
    except OperationalError:
        connection.close()
        return _row(statement, parameters)


def _row(statement: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
    with prepared_cursor() as cursor:
        cursor.execute(statement, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def lock_number(name: str) -> int:
    """The number by which PostgreSQL knows the advisory lock called `name`."""
    return zlib.crc32(name.encode()) | 0x42_00000000


@contextmanager
def advisory_lock(name: str, *, wait: bool = True) -> Iterator[bool]:
    """Hold the lock `name` of the whole installation; yields whether it was had (always, when waiting).

    The lock belongs to this database session and ends with it, so a killed process leaves none behind.
    """
    number = lock_number(name)
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("select pg_advisory_lock(%s)", [number])
            had = True
        else:
            cursor.execute("select pg_try_advisory_lock(%s)", [number])
            had = bool(cursor.fetchone()[0])
        try:
            yield had
        finally:
            if had and not connection.needs_rollback and connection.connection is not None:
                cursor.execute("select pg_advisory_unlock(%s)", [number])

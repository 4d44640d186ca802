"""What the first pass over a table learns: which keys and groups there are, and where first.

A temporary file of SQLite without a name: it is gone with the process, and memory does not grow with the table.
"""

import pickle
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields

from belong.care.archives.public import (
    ContactRecord,
    FollowRecord,
    MembershipRecord,
    PermissionRecord,
    PersonRecord,
    Phase,
    Record,
    RefusalRecord,
    Reject,
    RoleRecord,
)
from belong.doors.imports.tables.sheet import Cell, Row

_KINDS: list[type] = [
    ContactRecord,
    FollowRecord,
    MembershipRecord,
    PermissionRecord,
    PersonRecord,
    RefusalRecord,
    Reject,
    RoleRecord,
]
_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in _KINDS}
_PLACES = {phase: place for place, phase in enumerate(Phase)}

_TABLES = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -16000;
create table item (phase integer, number integer, line integer, data blob, primary key (phase, number)) without rowid;
create table row (line integer primary key, cells blob);
create table person (key text primary key, line integer) without rowid;
create table address (key text primary key, line integer) without rowid;
create table touch (key text primary key, line integer) without rowid;
create table grp (key text primary key, name text, line integer) without rowid;
"""


class Index:
    """Keys of persons, contact moments and groups, each with the line at which it stands first."""

    def __init__(self) -> None:
        self._counts: Counter[Phase] = Counter()
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._db.execute("begin")

    def row(self, row: Row) -> None:
        """Keep a row, for what it was where something of it is left out."""
        self._db.execute("insert or ignore into row values (?, ?)", (row.line, pickle.dumps(list(row.cells))))

    def item(self, phase: Phase, line: int, what: Record | Reject) -> None:
        """Keep what was read of a row, so that a row is read once however many phases ask."""
        number = self._counts[phase] = self._counts[phase] + 1
        self._db.execute("insert into item values (?, ?, ?, ?)", (_PLACES[phase], number, line, _packed(what)))

    def counts(self) -> dict[Phase, int]:
        return {phase: count for phase, count in self._counts.items() if count}

    def items(self, phase: Phase, skip: int) -> Iterator[tuple[int, Record | Reject, list[Cell]]]:
        """Line, what was read and the row's cells, the first `skip` left out."""
        cursor = self._db.cursor()
        cursor.execute(
            "select i.line, i.data, r.cells from item i join row r on r.line = i.line"
            " where i.phase = ? and i.number > ? order by i.number",
            (_PLACES[phase], skip),
        )
        for line, data, cells in cursor:
            yield line, _unpacked(data), pickle.loads(cells)  # noqa: S301 - our own, a moment ago

    def person(self, key: str, line: int) -> int:
        """Note a person; the line at which their key stands first."""
        return self._first("person", key, line)

    def address(self, mail: str, line: int) -> int:
        """Note an address of a person; the line at which it stands first."""
        return self._first("address", mail, line)

    def touch(self, key: str, line: int) -> int:
        """Note a contact moment; the line at which its key stands first."""
        return self._first("touch", key, line)

    def _first(self, table: str, key: str, line: int) -> int:
        self._db.execute(f"insert or ignore into {table} values (?, ?)", (key, line))  # noqa: S608
        row = self._db.execute(f"select line from {table} where key = ?", (key,)).fetchone()  # noqa: S608
        return int(row[0])

    def group(self, key: str, name: str, line: int) -> None:
        self._db.execute("insert or ignore into grp values (?, ?, ?)", (key, name, line))

    def groups(self) -> Iterator[tuple[str, str, int]]:
        """Key, name and line of each group, in the order of lines."""
        yield from self._db.execute("select key, name, line from grp order by line, key")

    def persons_among(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that stand in the table."""
        return {
            key for key in keys if self._db.execute("select 1 from person where key = ?", (key,)).fetchone() is not None
        }


def _packed(what: Record | Reject) -> bytes:
    """The values alone: three times as quick as pickling the record itself."""
    kind = type(what)
    return pickle.dumps((_KINDS.index(kind), *(getattr(what, name) for name in _NAMES[kind])), protocol=5)


def _unpacked(data: bytes) -> Record | Reject:
    place, *values = pickle.loads(data)  # noqa: S301 - our own, a moment ago
    kind = _KINDS[place]
    made: Record | Reject = kind(**dict(zip(_NAMES[kind], values, strict=True)))
    return made

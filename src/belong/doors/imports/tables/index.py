"""What the first pass over a table learns: which keys and groups there are, and where first.

A temporary file of SQLite without a name: it is gone with the process, and memory does not grow with the table.
"""

import pickle
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter

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


def _only(name: str) -> Callable[[object], tuple[object, ...]]:
    return lambda what: (getattr(what, name),)


_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in _KINDS}
_VALUES = {kind: attrgetter(*names) if len(names) > 1 else _only(names[0]) for kind, names in _NAMES.items()}
_PLACE_OF = {kind: place for place, kind in enumerate(_KINDS)}
_PLACES = {phase: place for place, phase in enumerate(Phase)}
_AT_ONCE = 1_000
"""Items that are put into the file together."""

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
        self._items: list[tuple[int, int, int, bytes]] = []
        self._rows: list[tuple[int, bytes]] = []
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._db.execute("begin")

    def row(self, row: Row) -> None:
        """Keep a row, for what it was where something of it is left out."""
        self._rows.append((row.line, pickle.dumps(list(row.cells), protocol=5)))

    def item(self, phase: Phase, line: int, what: Record | Reject) -> None:
        """Keep what was read of a row, so that a row is read once however many phases ask."""
        number = self._counts[phase] = self._counts[phase] + 1
        self._items.append((_PLACES[phase], number, line, _packed(what)))
        if len(self._items) >= _AT_ONCE:
            self._put()

    def _put(self) -> None:
        self._db.executemany("insert into item values (?, ?, ?, ?)", self._items)
        self._db.executemany("insert or ignore into row values (?, ?)", self._rows)
        self._items.clear()
        self._rows.clear()

    def counts(self) -> dict[Phase, int]:
        """How many items each phase has; all that was kept can be asked for from here on."""
        self._put()
        return {phase: count for phase, count in self._counts.items() if count}

    def items(self, phase: Phase, skip: int) -> Iterator[tuple[int, Record | Reject, Callable[[], list[Cell]]]]:
        """Line, what was read and how the row's cells are had, the first `skip` left out."""
        cursor = self._db.cursor()
        cursor.execute(
            "select i.line, i.data, r.cells from item i join row r on r.line = i.line"
            " where i.phase = ? and i.number > ? order by i.number",
            (_PLACES[phase], skip),
        )
        for line, data, cells in cursor:
            yield line, _unpacked(data), partial(pickle.loads, cells)

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
        put = f"insert into {table} values (?, ?) on conflict do nothing returning line"  # noqa: S608
        found = self._db.execute(put, (key, line)).fetchone()
        if found is None:
            found = self._db.execute(f"select line from {table} where key = ?", (key,)).fetchone()  # noqa: S608
        return int(found[0])

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
    """The values alone, instants without their zone: many times as quick as pickling the record itself."""
    kind = type(what)
    said = _VALUES[kind](what)
    values = [value.astimezone(UTC).replace(tzinfo=None) if type(value) is datetime else value for value in said]
    return pickle.dumps((_PLACE_OF[kind], *values), protocol=5)


def _unpacked(data: bytes) -> Record | Reject:
    place, *values = pickle.loads(data)  # noqa: S301 - our own, a moment ago
    kind = _KINDS[place]
    given = [value.replace(tzinfo=UTC) if type(value) is datetime else value for value in values]
    made: Record | Reject = kind(**dict(zip(_NAMES[kind], given, strict=True)))
    return made

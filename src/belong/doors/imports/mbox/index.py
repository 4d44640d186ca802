"""What the first pass over the mails learns and the later ones need: a temporary file of SQLite.

The file has no name, so it is gone with the process however it ends. Memory does not grow with the archive.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from belong.ground.kernel.public import kept_text

ANSWER, REPLY = "answer", "reply"
OWN, ENVELOPE, NEIGHBOUR = 0, 1, 2
"""Whose date a mail has."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_TABLES = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -16000;
create table mail (
    n integer primary key, file integer, offset integer, length integer, line integer, envelope blob,
    key text unique, sender integer, at integer, dated integer, subject text, normal text, reply integer,
    parent integer, root integer, depth integer, kind text, files integer);
create table ref (n integer, place integer, key text, primary key (n, place)) without rowid;
create table sender (
    id integer primary key, key text unique, address text, name text, first integer);
create table tag (tag text primary key, mails integer) without rowid;
create table other (n integer primary key, file text, line integer, reason text);
create index sender_address on sender (address) where address <> '';
"""


class Mail(NamedTuple):
    """A row of the index, for the later passes."""

    n: int
    file: int
    offset: int
    length: int
    line: int
    envelope: bytes
    key: str
    sender: int | None
    at: int
    dated: int
    subject: str
    parent: str | None
    root: str
    kind: str | None
    files: int


_MAIL = """
select m.n, m.file, m.offset, m.length, m.line, m.envelope, m.key, m.sender, m.at, m.dated, m.subject,
    p.key, r.key, m.kind, m.files
from mail m left join mail p on p.n = m.parent join mail r on r.n = m.root
"""


class Sender(NamedTuple):
    id: int
    key: str
    address: str
    name: str
    first: int


def micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def instant(micros: int) -> datetime:
    return _EPOCH + micros * _MICROSECOND


class Index:
    """Filled by the survey, threaded by `threads`, then asked."""

    def __init__(self) -> None:
        self.db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.db.executescript(_TABLES)
        self.db.execute("begin")

    def add_sender(self, key: str, address: str, name: str) -> int:
        """The number of the sender; the first name that is no empty one is theirs."""
        row = self.db.execute(
            "insert into sender (key, address, name) values (?, ?, ?) on conflict (key) do update set"
            " name = case when name = '' then excluded.name else name end returning id",
            (key, address, name),
        ).fetchone()
        return int(row[0])

    def add_mail(self, row: Sequence[object], references: Sequence[str]) -> int:
        """`row` is every column from file to reply, and files."""
        cursor = self.db.execute(
            "insert into mail (file, offset, length, line, envelope, key, sender, at, dated, subject, normal, reply,"
            " files) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tuple(row),
        )
        number = cursor.lastrowid
        if number is None:
            raise RuntimeError("a mail has no number")
        self.db.executemany(
            "insert into ref values (?, ?, ?)", ((number, place, key) for place, key in enumerate(references))
        )
        return number

    def same(self, key: str) -> tuple[str, str] | None:
        """Sender's key and normal subject of the mail under this key."""
        row: tuple[str, str] | None = self.db.execute(
            "select coalesce(s.key, ''), m.normal from mail m left join sender s on s.id = m.sender where m.key = ?",
            (key,),
        ).fetchone()
        return row

    def add_tag(self, tag: str) -> None:
        self.db.execute("insert into tag values (?, 1) on conflict (tag) do update set mails = mails + 1", (tag,))

    def add_other(self, file: str, line: int, reason: str) -> None:
        """Something that is no mail."""
        self.db.execute("insert into other (file, line, reason) values (?, ?, ?)", (file, line, kept_text(reason)))

    def date_from_neighbours(self, file: int) -> None:
        """Mails of a file that have no date of theirs get that of the one before, else that of the one after."""
        for order, compare in (("desc", "<"), ("asc", ">")):
            self.db.execute(
                "update mail set at = (select o.at from mail o where o.file = mail.file and o.at is not null"  # noqa: S608
                f" and o.n {compare} mail.n order by o.n {order} limit 1)"
                " where file = ? and at is null",
                (file,),
            )

    def drop_undated(self) -> Iterator[tuple[int, int]]:
        """File and line of the mails that have no date at all: they go, and nothing refers to them."""
        cursor = self.db.execute("select file, line from mail where at is null order by n")
        yield from cursor.fetchall()
        self.db.execute("delete from ref where n in (select n from mail where at is null)")
        self.db.execute("delete from mail where at is null")

    def close_up(self) -> None:
        """After threading: since when each sender wrote."""
        self.db.execute("update sender set first = (select min(at) from mail where sender = sender.id)")
        self.db.execute("delete from sender where first is null")
        self.db.execute("create index mail_order on mail (kind, depth, n)")
        self.db.execute("create index mail_thread on mail (root, at, n)")
        self.db.execute("commit")

    def list_tag(self) -> str:
        """The mark that the list puts before subjects: one that stands before at least half of them."""
        row = self.db.execute(
            "select tag from tag where mails > 2 and mails * 2 >= (select count(*) from mail)"
            " order by mails desc, tag limit 1"
        ).fetchone()
        return "" if row is None else str(row[0])

    def count(self, table: str, where: str = "true") -> int:
        return int(self.db.execute(f"select count(*) from {table} where {where}").fetchone()[0])  # noqa: S608

    def files(self) -> int:
        return int(self.db.execute("select coalesce(sum(files), 0) from mail").fetchone()[0])

    def first_at(self) -> datetime | None:
        row = self.db.execute("select min(at) from mail").fetchone()
        return None if row[0] is None else instant(row[0])

    def mails(self, where: str, skip: int = 0) -> Iterator[Mail]:
        """Those of a kind, in an order that never changes: what is replied to stands before its replies."""
        cursor = self.db.cursor()
        cursor.execute(f"{_MAIL} where {where} order by m.depth, m.n limit -1 offset ?", (skip,))
        yield from map(Mail._make, cursor)

    def below(self, root: int) -> tuple[str, ...]:
        """The keys of a thread's mails but the first, in the order of their dates."""
        rows = self.db.execute("select key from mail where root = ? and n <> root order by at, n", (root,))
        return tuple(key for (key,) in rows)

    def senders(self, skip: int = 0) -> Iterator[Sender]:
        cursor = self.db.cursor()
        cursor.execute("select id, key, address, name, first from sender order by id limit -1 offset ?", (skip,))
        yield from map(Sender._make, cursor)

    def sender(self, number: int | None) -> Sender | None:
        row = self.db.execute("select id, key, address, name, first from sender where id = ?", (number,)).fetchone()
        return None if row is None else Sender._make(row)

    def knows(self, address: str) -> bool:
        """Whether a mail of the archive came from this address."""
        return self.db.execute("select 1 from sender where address = ?", (address.lower(),)).fetchone() is not None

    def others(self) -> Iterator[tuple[str, int, str]]:
        cursor = self.db.cursor()
        cursor.execute("select file, line, reason from other order by n")
        yield from cursor

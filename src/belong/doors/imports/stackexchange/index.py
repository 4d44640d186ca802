"""What the first pass over a dump learns and the later ones need: ids and times, in a temporary file of SQLite.

The file has no name, so it is gone with the process however it ends. Memory does not grow with the dump.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

QUESTION, ANSWER, OTHER = 1, 2, 0

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_TABLES = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -16000;
create table person (id integer primary key, line integer);
create table post (id integer primary key, line integer, kind integer, parent integer, created integer,
                   accepted integer);
create table remark (id integer primary key, line integer);
create table acceptance (post integer primary key, at integer);
create table damaged (question integer primary key, raw text, line integer);
"""


def micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def instant(micros: int) -> datetime:
    return _EPOCH + micros * _MICROSECOND


class Index:
    """Where each id stands first, what the posts are, and when answers were accepted."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)

    def clear(self) -> None:
        for table in ("person", "post", "remark", "acceptance", "damaged"):
            self._db.execute(f"delete from {table}")  # noqa: S608

    def close(self) -> None:
        self._db.close()

    def add_people(self, rows: Iterable[tuple[int, int]]) -> None:
        self._many("insert or ignore into person values (?, ?)", rows)

    def add_posts(self, rows: Iterable[tuple[int, int, int, int | None, int, int | None]]) -> None:
        self._many("insert or ignore into post values (?, ?, ?, ?, ?, ?)", rows)

    def add_remarks(self, rows: Iterable[tuple[int, int]]) -> None:
        self._many("insert or ignore into remark values (?, ?)", rows)

    def add_acceptances(self, rows: Iterable[tuple[int, int]]) -> None:
        """The latest time stands."""
        self._many(
            "insert into acceptance values (?, ?) on conflict (post) do update set at = max(at, excluded.at)", rows
        )

    def add_damaged(self, rows: Iterable[tuple[int, str, int]]) -> None:
        self._many("insert or ignore into damaged values (?, ?, ?)", rows)

    def _many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._db.execute("begin")
        self._db.executemany(statement, rows)
        self._db.execute("commit")

    def person_line(self, id: int) -> int | None:
        return self._number("select line from person where id = ?", id)

    def post_line(self, id: int) -> int | None:
        return self._number("select line from post where id = ?", id)

    def remark_line(self, id: int) -> int | None:
        return self._number("select line from remark where id = ?", id)

    def _number(self, statement: str, id: int) -> int | None:
        row = self._db.execute(statement, (id,)).fetchone()
        return None if row is None else int(row[0])

    def post(self, id: int) -> tuple[int, int | None] | None:
        """Kind and parent of a post of the dump, whatever it is."""
        row: tuple[int, int | None] | None = self._db.execute(
            "select kind, parent from post where id = ?", (id,)
        ).fetchone()
        return row

    def topic_of(self, id: int) -> int | None:
        """The question to which a question or answer belongs; none where it will not be brought in."""
        row = self._db.execute(
            """
            select case p.kind when 1 then p.id when 2 then q.id end
            from post p left join post q on q.id = p.parent and q.kind = 1 where p.id = ?
            """,
            (id,),
        ).fetchone()
        return None if row is None or row[0] is None else int(row[0])

    def has_remark(self, id: int) -> bool:
        return self.remark_line(id) is not None

    def first_post_at(self) -> datetime | None:
        """When the first question or answer was written."""
        created = self._db.execute("select min(created) from post where kind in (1, 2)").fetchone()[0]
        return None if created is None else instant(created)

    def questions(self) -> int:
        return int(self._db.execute("select count(*) from post where kind = 1").fetchone()[0])

    def wrongly_accepted(self) -> int:
        """How many questions name an answer that is none of theirs."""
        return int(self._db.execute(f"select count(*) from ({_WRONG})").fetchone()[0])  # noqa: S608

    def is_wrongly_accepted(self, question: int) -> bool:
        return self._db.execute(f"{_WRONG} and q.id = ?", (question,)).fetchone() is not None

    def damaged(self, skip: int) -> Iterator[tuple[str, int]]:
        """The rows whose accepted answer is none of theirs, with their lines, in the order of ids."""
        cursor = self._db.cursor()
        cursor.execute("select raw, line from damaged order by question limit -1 offset ?", (skip,))
        yield from cursor

    def count_damaged(self) -> int:
        return int(self._db.execute("select count(*) from damaged").fetchone()[0])

    def acceptances(self, skip: int) -> Iterator[tuple[int, int | None, int | None, int]]:
        """Every question in the order of ids: its accepted answer, the time of the vote for it if any, its line."""
        cursor = self._db.cursor()
        cursor.execute(
            """
            select q.id, a.id, max(a.created, v.at), q.line
            from post q
            left join post a on a.id = q.accepted and a.kind = 2 and a.parent = q.id
            left join acceptance v on v.post = a.id
            where q.kind = 1 order by q.id limit -1 offset ?
            """,
            (skip,),
        )
        yield from cursor


_WRONG = """
    select q.id from post q left join post a on a.id = q.accepted and a.kind = 2 and a.parent = q.id
    where q.kind = 1 and q.accepted is not null and a.id is null
"""

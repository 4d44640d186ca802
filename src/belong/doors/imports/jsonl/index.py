"""What the first pass over an archive learns: where each record stands and which keys there are.

A temporary file of SQLite without a name: it is gone with the process, and memory does not grow with the archive.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from belong.care.archives.public import Phase

_PLACES = {phase: place for place, phase in enumerate(Phase)}
_SPACES = {"person": "person", "group": "grp", "topic": "post", "post": "post", "contact": "contact", "deed": "deed"}

_TABLES = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -16000;
create table item (phase integer, sort integer, number integer, offset integer,
                   primary key (phase, sort, number)) without rowid;
create table person (key text primary key, number integer) without rowid;
create table grp (key text primary key, number integer) without rowid;
create table contact (key text primary key, number integer) without rowid;
create table deed (key text primary key, number integer) without rowid;
create table post (key text primary key, number integer, kind text, topic text, parent text, depth integer)
    without rowid;
create table acceptance (topic text primary key, number integer, answer text) without rowid;
"""

_DEPTHS = """
with recursive chain(key, depth) as (
    select r.key, 0 from post r where r.kind = 'reply' and (
        r.parent is null or r.parent = r.topic
        or exists (select 1 from post p where p.key = r.parent and p.kind = 'answer'))
    union all
    select r.key, c.depth + 1 from chain c join post_by_parent r on r.parent = c.key
)
update post set depth = chain.depth from chain where chain.key = post.key
"""


class Index:
    """Filled by `add`, then `close_up`, then asked."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._db.execute("begin")

    def add(self, phase: Phase, kind: str, record: Mapping[str, Any] | None, number: int, offset: int) -> None:
        """One line of the archive; `record` where it could be read."""
        if record is not None:
            self._keep_key(kind, record, number)
        self._db.execute("insert into item values (?, 0, ?, ?)", (_PLACES[phase], number, offset))

    def _keep_key(self, kind: str, record: Mapping[str, Any], number: int) -> None:
        if kind in {"topic", "post"}:
            self._db.execute(
                "insert or ignore into post values (?, ?, ?, ?, ?, null)",
                (record["key"], number, record["kind"], record.get("topic"), record.get("parent")),
            )
        elif kind == "acceptance":
            self._db.execute(
                "insert or ignore into acceptance values (?, ?, ?)", (record["topic"], number, record["answer"])
            )
        elif kind in _SPACES:
            self._db.execute(f"insert or ignore into {_SPACES[kind]} values (?, ?)", (record["key"], number))  # noqa: S608

    def close_up(self) -> None:
        """After the last `add`: put replies behind what they reply to."""
        self._db.execute("create index post_parent on post (parent) where kind = 'reply'")
        self._db.execute("create temp view post_by_parent as select key, parent from post where kind = 'reply'")
        self._db.execute(_DEPTHS)
        self._db.execute(
            """
            update item set sort = p.depth from post p
            where item.phase = ? and p.number = item.number and p.depth > 0
            """,
            (_PLACES[Phase.REPLIES],),
        )
        self._db.execute("commit")

    def counts(self) -> dict[Phase, int]:
        by_place = dict(self._db.execute("select phase, count(*) from item group by 1"))
        return {phase: by_place[place] for phase, place in _PLACES.items() if place in by_place}

    def places(self, phase: Phase, skip: int) -> Iterator[tuple[int, int]]:
        """Offset and number of the lines of a phase."""
        cursor = self._db.cursor()
        cursor.execute(
            "select offset, number from item where phase = ? order by sort, number limit -1 offset ?",
            (_PLACES[phase], skip),
        )
        yield from cursor

    def open_questions(self, skip: int) -> Iterator[tuple[str, int]]:
        """Key and line of the questions of which the archive says no answer of theirs."""
        cursor = self._db.cursor()
        cursor.execute(f"select p.key, p.number {_OPEN} order by p.key limit -1 offset ?", (skip,))
        yield from cursor

    def count_open_questions(self) -> int:
        return int(self._db.execute(f"select count(*) {_OPEN}").fetchone()[0])

    def first(self, kind: str, key: str) -> int | None:
        """The line on which a key stands first."""
        row = self._db.execute(f"select number from {_SPACES[kind]} where key = ?", (key,)).fetchone()  # noqa: S608
        return None if row is None else int(row[0])

    def first_acceptance(self, topic: str) -> int | None:
        row = self._db.execute("select number from acceptance where topic = ?", (topic,)).fetchone()
        return None if row is None else int(row[0])

    def post(self, key: str) -> tuple[str, str | None, int | None] | None:
        """Kind, topic and depth of a topic or post."""
        row: tuple[str, str | None, int | None] | None = self._db.execute(
            "select kind, topic, depth from post where key = ?", (key,)
        ).fetchone()
        return row


_OPEN = """
from post p where p.kind = 'question' and not exists (
    select 1 from acceptance a join post n on n.key = a.answer and n.kind = 'answer' and n.topic = p.key
    where a.topic = p.key)
"""

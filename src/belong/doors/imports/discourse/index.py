"""What the first pass over an export learns and the later ones need: a temporary file of SQLite without a name."""

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

QUESTIONS_FROM = 10
"""In per cent: where the answers of so many topics of a category were accepted, all of its topics are questions."""

_TABLES = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -16000;
create table topic (
    id integer primary key, title text, slug text, category integer, accepted integer, known integer, tags text,
    kind text, opening integer, accepted_post integer, line integer);
create table post (
    id integer primary key, topic integer, number integer, replies_to integer, author integer, flagged integer,
    shown integer, line integer, offset integer, length integer, at text, kind text, parent integer, depth integer);
create table person (id integer primary key, name text, username text, first text, line integer);
create table category (id integer primary key, name text, first text);
create table other (n integer primary key, file text, line integer, raw text, reason text);
create table dull (what text, line integer);
"""

_OPENINGS = """
update topic set opening = (select id from post where topic = topic.id and shown order by number, id limit 1)
"""
_ACCEPTED = """
update topic set accepted_post = (
    select p.id from post p
    where p.topic = topic.id and p.shown and p.id <> topic.opening
        and case when topic.known then p.number = topic.accepted else p.flagged end
    order by p.number desc, p.id limit 1)
where opening is not null
"""
_KINDS = """
update topic set kind = case
    when accepted_post is not null then 'question'
    when category in (
        select category from topic where opening is not null group by category
        having sum(accepted_post is not null) * 100 >= ? * count(*)) then 'question'
    else 'conversation' end
where opening is not null
"""
_PARENTS = """
update post set parent = (
    select p.id from post p
    where p.topic = post.topic and p.number = post.replies_to and p.shown and p.number < post.number
        and p.id <> (select opening from topic where id = post.topic)
    order by p.id limit 1)
where shown and replies_to is not null
"""
_POST_KINDS = """
update post set kind = case
    when post.id = t.opening then 'opening'
    when post.id = t.accepted_post then 'answer'
    when t.kind = 'question' and post.parent is null
        and post.author is not (select o.author from post o where o.id = t.opening) then 'answer'
    else 'reply' end
from topic t where t.id = post.topic and t.opening is not null and post.shown
"""
_DEPTHS = """
with recursive chain (id, depth) as (
    select r.id, 0 from post r left join post p on p.id = r.parent
    where r.kind = 'reply' and (r.parent is null or p.kind = 'answer')
    union all
    select r.id, c.depth + 1 from chain c join post r on r.parent = c.id where r.kind = 'reply'
)
update post set depth = chain.depth from chain where chain.id = post.id
"""


class Post(NamedTuple):
    """Where a post stands in the file, and in its topic."""

    id: int
    topic: int
    kind: str
    parent: int | None
    line: int
    offset: int
    length: int
    topic_kind: str
    category: int | None
    title: str
    tags: str


_POST = """
select p.id, p.topic, p.kind, p.parent, p.line, p.offset, p.length, t.kind, t.category, t.title, t.tags
from post p join topic t on t.id = p.topic
"""


class Index:
    """Filled by the survey, then `close_up`, then asked."""

    def __init__(self) -> None:
        self.db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.db.executescript(_TABLES)
        self.db.execute("begin")

    def put(self, statement: str, values: tuple[Any, ...]) -> bool:
        """Whether a row came of it."""
        return self.db.execute(statement, values).rowcount > 0

    def close_up(self) -> None:
        """After the last row: what every topic and post is, and which post replies to which."""
        self.db.execute("create index post_of_topic on post (topic, number)")
        self.db.execute(_OPENINGS)
        self.db.execute(_ACCEPTED)
        self.db.execute(_KINDS, (QUESTIONS_FROM,))
        self.db.execute(_PARENTS)
        self.db.execute(_POST_KINDS)
        self.db.execute("create index post_parent on post (parent) where parent is not null")
        self.db.execute(_DEPTHS)
        self.db.execute("create index post_kind on post (kind, depth, line)")
        self.db.execute("commit")

    def count(self, what: str) -> int:
        return int(self.db.execute(f"select count(*) from {what}").fetchone()[0])  # noqa: S608

    def rows(self, statement: str, *values: Any) -> Iterator[Any]:
        cursor = self.db.cursor()
        cursor.execute(statement, values)
        yield from cursor

    def posts(self, kind: str, skip: int) -> Iterator[Post]:
        """Those of a kind in an order that never changes: what is replied to stands before its replies."""
        yield from map(
            Post._make,
            self.rows(f"{_POST} where p.kind = ? order by p.depth, p.line limit -1 offset ?", kind, skip),
        )

    def topic_of(self, slug: str | None, id: int) -> bool:
        """Whether there is such a topic; with a slug only where it is the topic's own."""
        row = self.db.execute("select slug from topic where id = ? and opening is not null", (id,)).fetchone()
        return row is not None and (slug is None or row[0] == slug)

    def post_at(self, topic: int, number: int) -> int | None:
        """The post of this number, unless it opens the topic or is not brought in."""
        row = self.db.execute(
            "select id from post where topic = ? and number = ? and kind in ('answer', 'reply')", (topic, number)
        ).fetchone()
        return None if row is None else int(row[0])

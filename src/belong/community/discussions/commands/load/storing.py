"""Writing the posts of a slice: new ones by COPY, those of an undone import over the rows that they had."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from belong.community.discussions.commands.counting import rescore
from belong.community.discussions.commands.load.changing import put_refs
from belong.community.discussions.commands.load.given import EMPTY, Authors, Known, Text, body_digest, line, text_of
from belong.community.discussions.rows import LoadedPost, LoadedTopic
from belong.ground.kernel.public import copy_rows, now, staged, uuid7

COLUMNS = {
    "id": "bigint", "uid": "uuid", "topic_id": "bigint", "kind": "text", "parent_id": "bigint", "root_id": "bigint",
    "author_id": "bigint", "byline": "text", "markup": "text", "source_text": "text", "html": "text",
    "html_version": "smallint", "score": "int", "score_loaded": "int", "created_at": "timestamptz",
    "edited_at": "timestamptz", "erased_at": "timestamptz", "batch_id": "bigint", "source": "text",
    "source_key": "text", "loaded_body": "bytea",
}  # fmt: skip

ADOPT = """
update discussions_post p
set kind = n.kind, topic_id = n.topic_id, parent_id = n.parent_id, root_id = n.root_id, author_id = n.author_id,
    created_at = n.created_at, score_loaded = n.score_loaded, batch_id = n.batch_id, loaded_body = n.loaded_body,
    erased_at = coalesce(p.erased_at, n.erased_at),
    byline = case when p.erased_at is null then n.byline else '' end,
    markup = case when keeps then p.markup else n.markup end,
    source_text = case when keeps then p.source_text else n.source_text end,
    html = case when keeps then p.html else n.html end,
    html_version = case when keeps then p.html_version else n.html_version end,
    edited_at = case when keeps then p.edited_at else n.edited_at end
from (
    select n.*, n.erased_at is null and (o.edited_here or o.erased_at is not null) as keeps
    from discussions_newpost n join discussions_post o on o.id = n.id
) n
where p.id = n.id
"""
"""What members changed since, and what was erased, stays as it is."""


class PostRow(NamedTuple):
    """A post as it is written, in the order of COLUMNS."""

    id: int
    uid: UUID
    topic: int
    kind: str
    parent: int | None
    root: int | None
    author: int | None
    byline: str
    markup: str
    source_text: str
    html: str
    html_version: int
    score: int
    score_loaded: int
    created_at: datetime
    edited_at: datetime | None
    erased_at: datetime | None
    batch: int
    source: str
    source_key: str
    loaded_body: bytes


class Stored(NamedTuple):
    """A post to be stored: its row, whether it takes over one that is there, and the links in its text."""

    row: PostRow
    adopts: bool
    text: Text


def stored(
    batch: int,
    source: str,
    row: LoadedTopic | LoadedPost,
    *,
    id: int,
    topic: int,
    kind: str,
    authors: Authors,
    known: Known | None,
    parent: int | None = None,
    root: int | None = None,
) -> Stored:
    """The row of a record. Somebody who was erased is known by their key, and what they wrote comes without words."""
    author = authors.ids.get(row.author_key) if row.author_key is not None else None
    erased = author in authors.erased
    text = EMPTY if erased or (known is not None and (known.edited_here or known.erased)) else text_of(row)
    written = PostRow(
        id,
        uuid7(),
        topic,
        kind,
        parent,
        root,
        author,
        "" if erased else line(row.byline),
        text.markup,
        text.source,
        text.html,
        text.version,
        row.score or 0,
        row.score or 0,
        row.created_at,
        row.edited_at,
        now() if erased else None,
        batch,
        source,
        row.key,
        body_digest(row),
    )
    return Stored(written, known is not None, text)


def store(batch: int, posts: Sequence[Stored]) -> None:
    """Write the posts, and remember their links until `rewrite`."""
    copy_rows("discussions_post", list(COLUMNS), (post.row for post in posts if not post.adopts))
    adopted = [post.row for post in posts if post.adopts]
    if adopted:
        with staged("discussions_newpost", COLUMNS, adopted), connection.cursor() as cursor:
            cursor.execute(ADOPT)
        rescore([row.id for row in adopted])
    refs = [(post.row.id, href, key) for post in posts for href, key in post.text.refs]
    put_refs(batch, refs, in_change=False)

"""Questions and conversations of an archive, a slice at a time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from belong.community.discussions.commands.counting import recount
from belong.community.discussions.commands.erase import NO_TITLE
from belong.community.discussions.commands.fetching import topic_ref
from belong.community.discussions.commands.load.changing import Changes
from belong.community.discussions.commands.load.given import (
    BUSY,
    GONE,
    STANDS,
    Known,
    Tally,
    authors_of,
    digest,
    known_rows,
    line,
    wrong_with,
)
from belong.community.discussions.commands.load.storing import Stored, store, stored
from belong.community.discussions.commands.load.tagging import Tags, retag, tags_digest
from belong.community.discussions.models import CONVERSATION, OPENING, QUESTION, TAGS, TITLE, TITLE_LENGTH
from belong.community.discussions.rows import Loaded, LoadedTopic
from belong.ground.kernel.public import copy_rows, require_transaction, staged, uuid7
from belong.ground.ledger.public import Fact, TopicAsked, TopicStarted, record_many
from belong.ground.people.public import BUSY_ELSEWHERE, new_ids

COLUMNS = {
    "id": "bigint", "uid": "uuid", "kind": "text", "title": "text", "group_id": "bigint", "author_id": "bigint",
    "byline": "text", "created_at": "timestamptz", "last_at": "timestamptz", "opening_id": "bigint", "score": "int",
    "batch_id": "bigint", "source": "text", "source_key": "text", "loaded_title": "bytea", "loaded_tags": "bytea",
}  # fmt: skip

ADOPT = """
update discussions_topic t
set group_id = n.group_id, author_id = n.author_id, created_at = n.created_at, batch_id = n.batch_id,
    byline = n.byline,
    title = case when p.edited_here or p.erased_at is not null then t.title else n.title end,
    loaded_title = n.loaded_title, loaded_tags = n.loaded_tags, loaded_accepted = null,
    accepted_id = case when t.accepted_id = t.loaded_accepted then null else t.accepted_id end,
    accepted_at = case when t.accepted_id = t.loaded_accepted then null else t.accepted_at end
from discussions_newtopic n join discussions_post p on p.id = n.opening_id
where t.id = n.id
"""
"""A topic of an undone import, brought again. What members changed since, and what was erased, stays as it is."""


class Fresh(NamedTuple):
    """A topic to be written, new or taken over, with its opening post."""

    row: LoadedTopic
    topic: int
    opening: Stored
    known: Known | None


def load_topics(batch: int, source: str, rows: Iterable[LoadedTopic]) -> Loaded:
    """Bring in topics with their texts under `batch`. One slice inside the caller's transaction.

    A key that stands is not brought again: what the archive now says differently waits for `apply_changes`. A key of
    an undone import is taken over under the id it had. A row that cannot be taken is refused, never raised.
    """
    require_transaction("loading topics")
    given, tally, changes = list(rows), Tally(), Changes(batch, source)
    known = known_rows(batch, source, {row.key for row in given})
    tags = Tags(name for row in given for name in row.tags or ())
    fresh: list[tuple[LoadedTopic, Known | None]] = []
    seen: set[str] = set()
    for index, row in enumerate(given):
        there = known.get(row.key)
        if wrong := _wrong(row, there, seen):
            tally.refuse(index, row.key, wrong)
            continue
        seen.add(row.key)
        if there is None or there.state == GONE:
            fresh.append((row, there))
        elif there.state == STANDS:
            _compare(row, there, tags, changes, tally)
        else:
            tally.unchanged += 1
    written = _write(batch, source, fresh, tags)
    changes.store()
    tally.created = sum(one.known is None for one in written)
    tally.adopted = len(written) - tally.created
    tally.facts = record_many([*_facts(batch, source, written), *changes.facts]).count
    return tally.loaded()


def _wrong(row: LoadedTopic, there: Known | None, seen: set[str]) -> str:
    if wrong := wrong_with(row.key, row.created_at, seen):
        return wrong
    if row.kind not in (QUESTION, CONVERSATION):
        return f"{row.kind} is no kind of topic."
    if not line(row.title, TITLE_LENGTH):
        return "It has no title."
    if there is None:
        return ""
    if there.state == BUSY:
        return BUSY_ELSEWHERE
    return "" if (there.kind, there.topic_kind) == (OPENING, row.kind) else f"It was no {row.kind} before."


def _compare(row: LoadedTopic, there: Known, tags: Tags, changes: Changes, tally: Tally) -> None:
    """Note what the archive says differently of a topic that stands."""
    before = len(changes.rows)
    kept = changes.compare(row, there)
    title = line(row.title, TITLE_LENGTH)
    if there.loaded_title != (told := digest(title)):
        if there.edited_here or there.erased:
            kept = True
        else:
            changes.of_topic(there.topic, TITLE, {"title": title, "loaded": told.hex()})
    if row.tags is not None and there.loaded_tags != (told := tags_digest(row.tags)):
        if there.tagged_here:
            kept = True
        else:
            changes.of_topic(there.topic, TAGS, {"tags": tags.ids(row.tags), "loaded": told.hex()})
    tally.compared(changed=len(changes.rows) > before, kept=kept)


def _write(batch: int, source: str, fresh: Sequence[tuple[LoadedTopic, Known | None]], tags: Tags) -> list[Fresh]:
    authors = authors_of(batch, source, (row.author_key for row, _ in fresh))
    missing = sum(known is None for _, known in fresh)
    topic_ids, post_ids = iter(new_ids("discussions_topic", missing)), iter(new_ids("discussions_post", missing))
    written = []
    for row, known in fresh:
        topic, id = (known.topic, known.id) if known else (next(topic_ids), next(post_ids))
        post = stored(batch, source, row, id=id, topic=topic, kind=OPENING, authors=authors, known=known)
        written.append(Fresh(row, topic, post, known))
    copy_rows("discussions_topic", list(COLUMNS), (_row(one) for one in written if one.known is None))
    store(batch, [one.opening for one in written])
    adopted = [one for one in written if one.known]
    if adopted:
        with staged("discussions_newtopic", COLUMNS, map(_row, adopted)), connection.cursor() as cursor:
            cursor.execute(ADOPT)
        recount([one.topic for one in adopted])
    retag({one.topic: tags.ids(one.row.tags or ()) for one in written if _tags_are_the_archives(one)})
    return written


def _tags_are_the_archives(one: Fresh) -> bool:
    if one.known is None:
        return bool(one.row.tags)
    return one.row.tags is not None and not one.known.tagged_here


def _row(one: Fresh) -> tuple[object, ...]:
    post = one.opening.row
    title = line(one.row.title, TITLE_LENGTH)
    return (
        one.topic,
        uuid7(),
        one.row.kind,
        NO_TITLE if post.erased_at else title,
        one.row.group_id,
        post.author,
        post.byline,
        post.created_at,
        post.created_at,
        post.id,
        post.score,
        post.batch,
        post.source,
        post.source_key,
        digest(title),
        None if one.row.tags is None else tags_digest(one.row.tags),
    )


def _facts(batch: int, source: str, written: Iterable[Fresh]) -> Iterator[Fact]:
    """What was asked and started. A topic that was deleted here stays deleted, and is no deed of anybody."""
    for one in written:
        if one.known is None or not one.known.topic_deleted:
            kind = TopicAsked if one.row.kind == QUESTION else TopicStarted
            yield kind(
                actor=one.opening.row.author,
                about=topic_ref(one.topic),
                group=one.row.group_id,
                occurred_at=one.row.created_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"{one.row.kind}:{one.row.key}",
            )

"""Questions and conversations of an archive, a slice at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from belong.community.discussions.cards import ERASED_TITLE
from belong.community.discussions.commands.counting import recount
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
from belong.community.discussions.commands.load.posts import load_posts
from belong.community.discussions.commands.load.storing import Stored, store, stored
from belong.community.discussions.commands.load.tagging import Tags, retag, tags_digest
from belong.community.discussions.models import CONVERSATION, OPENING, QUESTION, REPLY, TAGS, TITLE, TITLE_LENGTH, Topic
from belong.community.discussions.rows import Loaded, LoadedPost, LoadedTopic
from belong.ground.kernel.public import copy_rows, require_transaction, staged, told, uuid7
from belong.ground.ledger.public import Fact, TopicAsked, TopicStarted, record_many
from belong.ground.people.public import BUSY_ELSEWHERE, new_ids

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COLUMNS = {
    "id": "bigint", "uid": "uuid", "kind": "text", "title": "text", "group_id": "bigint", "author_id": "bigint",
    "byline": "text", "created_at": "timestamptz", "last_at": "timestamptz", "opening_id": "bigint", "score": "int",
    "batch_id": "bigint", "source": "text", "source_key": "text", "loaded_title": "bytea", "loaded_tags": "bytea",
}  # fmt: skip

ADOPT = """
update discussions_topic t
set kind = n.kind, group_id = n.group_id, author_id = n.author_id, created_at = n.created_at, batch_id = n.batch_id,
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
    is_new: bool


def load_topics(batch: int, source: str, rows: Iterable[LoadedTopic]) -> Loaded:
    """Bring in topics with their texts under `batch`. One slice inside the caller's transaction.

    A key that stands is not brought again: what the archive now says differently waits for `apply_changes`. A key of
    an undone import is taken over under the id it had. A row that cannot be taken is refused, never raised.
    """
    require_transaction("loading topics")
    given, tally, changes = list(rows), Tally(), Changes(batch, source)
    known = known_rows(batch, source, {row.key for row in given})
    tags = Tags(name for row in given for name in row.tags or ())
    earlier = _earlier(batch, source, given, known)
    fresh: list[tuple[LoadedTopic, Known | None]] = []
    late: list[tuple[int, LoadedPost]] = []
    seen: set[str] = set()
    for index, row in enumerate(given):
        there = known.get(row.key)
        if wrong := _wrong(row, there, seen):
            tally.refuse(index, row.key, wrong)
            continue
        seen.add(row.key)
        if (topic := _joined(row, there, earlier)) is not None:
            late.append((index, _late(row, topic)))
        elif there is None or there.state == GONE:
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
    tally.add(load_posts(batch, source, [row for _, row in late]), [index for index, _ in late])
    return tally.loaded()


def _earlier(batch: int, source: str, given: Sequence[LoadedTopic], known: dict[str, Known]) -> dict[str, Known]:
    """What stands of the posts below those topics that are not there themselves."""
    below = {key for row in given if row.key not in known or known[row.key].state == GONE for key in row.below}
    return known_rows(batch, source, below) if below else {}


def _joined(row: LoadedTopic, there: Known | None, earlier: dict[str, Known]) -> str | None:
    """The key of the older topic into which this one comes late, or came late before."""
    if there is not None and there.usable:
        return None if there.kind == OPENING else there.key
    older = (earlier[key] for key in row.below if key in earlier)
    return next((one.key for one in older if one.kind == OPENING and one.state == STANDS), None)


def _late(row: LoadedTopic, topic: str) -> LoadedPost:
    return LoadedPost(
        key=row.key,
        kind=REPLY,
        topic_key=topic,
        created_at=row.created_at,
        html=row.html,
        markdown=row.markdown,
        author_key=row.author_key,
        byline=row.byline,
        edited_at=row.edited_at,
        score=row.score,
        refs=row.refs,
        channel=row.channel,
    )


def _wrong(row: LoadedTopic, there: Known | None, seen: set[str]) -> "StrOrPromise":
    if wrong := wrong_with(row.key, row.created_at, seen):
        return wrong
    if row.kind not in (QUESTION, CONVERSATION):
        return told("%(kind)s is no kind of topic.") % {"kind": row.kind}
    if not line(row.title, TITLE_LENGTH):
        return told("It has no title.")
    if there is None:
        return ""
    if there.state == BUSY:
        return BUSY_ELSEWHERE
    is_other = there.kind != OPENING or there.topic_kind != row.kind
    if not (is_other and there.usable and there.topic_ours):
        return ""
    return told("It was no %(kind)s before.") % {"kind": row.kind}


def _compare(row: LoadedTopic, there: Known, tags: Tags, changes: Changes, tally: Tally) -> None:
    """Note what the archive says differently of a topic that stands."""
    before = len(changes.rows)
    changes.asked(row, there)
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
    had = _topics_before(source, fresh)
    topic_ids = iter(new_ids("discussions_topic", sum(row.key not in had for row, _ in fresh)))
    post_ids = iter(new_ids("discussions_post", sum(known is None for _, known in fresh)))
    written = []
    for row, known in fresh:
        topic = had[row.key] if row.key in had else next(topic_ids)
        id = known.id if known else next(post_ids)
        post = stored(batch, source, row, id=id, topic=topic, kind=OPENING, authors=authors, known=known)
        written.append(Fresh(_still_asked(row, known), topic, post, known, row.key not in had))
    copy_rows("discussions_topic", list(COLUMNS), (_row(one) for one in written if one.is_new))
    store(batch, [one.opening for one in written])
    adopted = [one for one in written if not one.is_new]
    if adopted:
        with staged("discussions_newtopic", COLUMNS, map(_row, adopted)), connection.cursor() as cursor:
            cursor.execute(ADOPT)
        recount([one.topic for one in adopted])
    retag({one.topic: tags.ids(one.row.tags or ()) for one in written if _tags_are_the_archives(one)})
    return written


def _topics_before(source: str, fresh: Sequence[tuple[LoadedTopic, Known | None]]) -> dict[str, int]:
    """The topics that these records were, also those that were posts since."""
    had = {row.key: known.topic for row, known in fresh if known is not None and known.kind == OPENING}
    others = [row.key for row, known in fresh if known is not None and known.kind != OPENING]
    if others:
        found = Topic.objects.filter(source=source, source_key__in=others).values_list("source_key", "pk")
        had |= {key: id for key, id in found if key is not None}
    return had


def _still_asked(row: LoadedTopic, known: Known | None) -> LoadedTopic:
    """Where an answer was accepted here, it was a question."""
    accepted_here = known is not None and known.kind == OPENING and known.accepted not in (None, known.loaded_accepted)
    return replace(row, kind=QUESTION) if accepted_here else row


def _tags_are_the_archives(one: Fresh) -> bool:
    if one.known is None or one.is_new:
        return bool(one.row.tags)
    return one.row.tags is not None and not one.known.tagged_here


def _row(one: Fresh) -> tuple[object, ...]:
    post = one.opening.row
    title = line(one.row.title, TITLE_LENGTH)
    return (
        one.topic,
        uuid7(),
        one.row.kind,
        ERASED_TITLE if post.erased_at else title,
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
        if one.known is None or one.is_new or not one.known.topic_deleted:
            kind = TopicAsked if one.row.kind == QUESTION else TopicStarted
            yield kind(
                actor=one.opening.row.author,
                about=topic_ref(one.topic),
                group=one.row.group_id,
                channel=one.row.channel,
                occurred_at=one.row.created_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"{one.row.kind}:{one.row.key}",
            )

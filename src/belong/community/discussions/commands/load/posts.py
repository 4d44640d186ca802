"""Answers and replies of an archive, a slice at a time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from belong.community.discussions.commands.fetching import post_ref
from belong.community.discussions.commands.load.changing import Changes
from belong.community.discussions.commands.load.given import (
    BUSY,
    GONE,
    OURS,
    STANDS,
    Authors,
    Known,
    Tally,
    authors_of,
    is_topic,
    known_rows,
    wrong_with,
)
from belong.community.discussions.commands.load.storing import Stored, store, stored
from belong.community.discussions.models import ANSWER, OPENING, QUESTION, REPLY
from belong.community.discussions.rows import Loaded, LoadedPost
from belong.ground.kernel.public import require_transaction, told, told_lazy
from belong.ground.ledger.public import AnswerPosted, Fact, ReplyPosted, record_many
from belong.ground.people.public import BUSY_ELSEWHERE, new_ids

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO_TOPIC = {
    ANSWER: told_lazy("Its question is missing."),
    REPLY: told_lazy("The topic it replies to is missing."),
}
NO_PARENT = told_lazy("The post it replies to is missing.")
OTHER_TOPIC = told_lazy("The post it replies to is in another topic.")
NO_QUESTION = told_lazy("A conversation has no answers.")

COUNT = """
update discussions_topic t
set answers = t.answers + n.answers, replies = t.replies + n.replies, last_at = greatest(t.last_at, n.last_at)
from unnest(%s::bigint[], %s::int[], %s::int[], %s::timestamptz[]) as n (id, answers, replies, last_at)
where t.id = n.id
"""


class Place(NamedTuple):
    """Where a post stands: `topic` is its topic by any row of it, `root` the first-level post above, `author` whom it
    answers."""

    topic: Known
    kind: str
    parent: int | None
    root: int | None
    author: int | None


class Fresh(NamedTuple):
    """A post to be written, new or taken over."""

    row: LoadedPost
    place: Place
    post: Stored
    known: Known | None


class Above(NamedTuple):
    """What a reply may stand under: a post that is there or comes in the same slice."""

    id: int
    topic: Known
    is_opening: bool
    root: int | None
    author: int | None


def load_posts(batch: int, source: str, rows: Iterable[LoadedPost]) -> Loaded:
    """Bring in answers and replies under `batch`. One slice inside the caller's transaction; see `load_topics`.

    What a post answers must be there, or come before it or in the same slice: load topics, then answers, then replies.
    """
    require_transaction("loading posts")
    given, tally, changes = list(rows), Tally(), Changes(batch, source)
    keys = {key for row in given for key in (row.key, row.topic_key, row.parent_key) if key}
    known = known_rows(batch, source, keys)
    fresh: list[tuple[int, LoadedPost, Known | None]] = []
    seen: set[str] = set()
    for index, row in enumerate(given):
        there = known.get(row.key)
        topic = known.get(row.topic_key)
        if wrong := _wrong(row, there, topic, seen):
            tally.refuse(index, row.key, wrong)
            continue
        seen.add(row.key)
        if there is None or there.state == GONE:
            fresh.append((index, row, there))
        elif there.state == STANDS:
            before = len(changes.rows)
            if topic is not None and topic.kind == OPENING and topic.topic == there.topic:
                changes.answered(row, there)
            kept = changes.compare(row, there)
            tally.compared(changed=len(changes.rows) > before, kept=kept)
        else:
            tally.unchanged += 1
    written = list(_placed(batch, source, fresh, known, tally))
    store(batch, [one.post for one in written])
    _count(one for one in written if one.place.topic.topic_ours)
    changes.counts([one.place.topic.topic for one in written if not one.place.topic.topic_ours])
    changes.store()
    tally.created = sum(one.known is None for one in written)
    tally.adopted = len(written) - tally.created
    tally.facts = record_many([*_facts(batch, source, written), *changes.facts]).count
    return tally.loaded()


def _wrong(row: LoadedPost, there: Known | None, topic: Known | None, seen: set[str]) -> "StrOrPromise":
    if wrong := wrong_with(row.key, row.created_at, seen):
        return wrong
    if row.kind not in NO_TOPIC:
        return told("%(kind)s is no kind of post.") % {"kind": row.kind}
    if there is not None and there.state == BUSY:
        return BUSY_ELSEWHERE
    if there is not None and there.kind == OPENING and there.state == OURS:
        return told("It was no %(kind)s before.") % {"kind": row.kind}
    if topic is None or not _holds(topic):
        return NO_TOPIC[row.kind]
    return NO_QUESTION if row.kind == ANSWER and topic.topic_kind != QUESTION else ""


def _holds(topic: Known) -> bool:
    """Whether posts may come under it: a topic, or what came late into an older one, which is then the topic."""
    return is_topic(topic) or (topic.usable and not topic.topic_ours)


def _placed(
    batch: int,
    source: str,
    fresh: Sequence[tuple[int, LoadedPost, Known | None]],
    known: dict[str, Known],
    tally: Tally,
) -> Iterator[Fresh]:
    """The posts with what they stand under. A reply may come before its parent in the slice: it waits for it."""
    authors = authors_of(batch, source, (row.author_key for _, row, _ in fresh))
    ids = iter(new_ids("discussions_post", sum(there is None for _, _, there in fresh)))
    above = {one.key: _above(one) for one in known.values() if one.usable}
    waiting = fresh
    while waiting:
        still = []
        for index, row, there in waiting:
            topic = known[row.topic_key]
            parent = row.parent_key if row.kind == REPLY and row.parent_key != row.topic_key else None
            if parent is None and topic.kind != OPENING:
                parent = row.topic_key
            under = above.get(parent) if parent else None
            if parent and under is None:
                still.append((index, row, there))
                continue
            if under is not None and under.topic.topic != topic.topic and under.topic.topic_ours:
                tally.refuse(index, row.key, OTHER_TOPIC)
                continue
            place = _place(row, topic, under, authors)
            post = stored(
                batch,
                source,
                row,
                id=there.id if there else next(ids),
                topic=place.topic.topic,
                kind=place.kind,
                parent=place.parent,
                root=place.root,
                authors=authors,
                known=there,
            )
            above[row.key] = Above(post.row.id, place.topic, False, place.root, post.row.author)
            yield Fresh(row, place, post, there)
        if len(still) == len(waiting):
            for index, row, _ in still:
                tally.refuse(index, row.key, NO_PARENT)
            return
        waiting = still


def _above(known: Known) -> Above:
    return Above(known.id, known, known.kind == OPENING, known.root, known.author)


def _place(row: LoadedPost, topic: Known, under: Above | None, authors: Authors) -> Place:
    """In the topic of what it stands under, which may be an older one than the archive says now.

    What answers the beginning of that one is an answer, as the archive said before.
    """
    if under is None:
        return Place(topic, row.kind, None, None, topic.topic_author)
    topic = under.topic
    if not under.is_opening:
        return Place(topic, REPLY, under.id, under.root or under.id, under.author)
    by_asker = row.author_key is not None and authors.ids.get(row.author_key) == topic.topic_author
    kind = REPLY if by_asker or topic.topic_kind != QUESTION else ANSWER
    return Place(topic, kind, None, None, topic.topic_author)


def _count(written: Iterable[Fresh]) -> None:
    """Add the posts to the counters of topics that no other batch and nobody here counts on meanwhile."""
    counts: dict[int, list[Any]] = {}
    for row, place, _, known in written:
        if known is None or not known.deleted:
            count = counts.setdefault(place.topic.topic, [0, 0, row.created_at])
            count[0 if place.kind == ANSWER else 1] += 1
            count[2] = max(count[2], row.created_at)
    if counts:
        answers, replies, last = zip(*counts.values(), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [list(counts), list(answers), list(replies), list(last)])


def _facts(batch: int, source: str, written: Iterable[Fresh]) -> Iterator[Fact]:
    """What was answered and replied. What was deleted here, or its topic, stays so and is no deed of anybody."""
    for row, place, post, known in written:
        if not (place.topic.topic_deleted or (known is not None and known.deleted)):
            kind = AnswerPosted if place.kind == ANSWER else ReplyPosted
            yield kind(
                actor=post.row.author,
                about=post_ref(post.row.id),
                counterpart=place.author,
                group=place.topic.group,
                channel=row.channel,
                occurred_at=row.created_at,
                batch=batch,
                backfill=True,
                source=source,
                source_key=f"{place.kind}:{row.key}",
                topic=place.topic.topic,
            )

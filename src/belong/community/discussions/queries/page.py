"""A topic as it is read: three statements, a fourth where it is linked; rows become cards without a detour."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from belong.community.discussions.cards import LinkCard, PostCard, Thread, TopicPage, shown_title
from belong.community.discussions.making import person_ref, topic_url
from belong.community.discussions.models import ANSWER, DUPLICATE, OPENING, QUESTION, REPLY, Post
from belong.community.discussions.policies import (
    CONVERSATION_ONLY,
    DELETED,
    GONE,
    HOSTS_ONLY,
    SIGN_IN,
    TOPIC_AUTHOR_OR_HOST,
    posts_visible_to,
)
from belong.community.discussions.queries.sql import HEADS, LINKS, REPLIES, REPLIES_AND_TO_TOPIC
from belong.community.discussions.queries.topic import Reading, read_topic, readable_groups
from belong.ground.groups.public import CLOSED
from belong.ground.kernel.public import (
    YES,
    Decision,
    NotFound,
    Page,
    array_of,
    decode_cursor,
    encode_cursor,
    no,
    prepared_cursor,
)
from belong.ground.ledger.public import Batch
from belong.ground.people.public import Actor

POSTS_A_PAGE = 20
REPLIES_A_THREAD = 30

Row = Sequence[Any]
ID, KIND, AT, ROOT, STANDS = 0, 2, 7, 10, 14
BEGINNING = (datetime(1, 1, 1, tzinfo=UTC), 0)


def topic_page(actor: Actor, uid: UUID, cursor: str | None = None) -> TopicPage:
    """A page of the topic: 20 first-level posts in order of time, each with its first 30 replies.

    First-level posts are a question's answers and a conversation's replies; a question's replies stand under its
    opening post. The first page has the opening post too, and the accepted answer before the others.
    """
    reading = read_topic(actor, uid)
    heads = _heads(reading, cursor)
    special = {row[ID]: row for row in heads if row[ID] in (reading.opening, reading.accepted)}
    others = [row for row in heads if row[ID] not in special]
    if reading.gone and not reading.sees_topic and cursor is None and not heads:
        raise NotFound
    shown = others[:POSTS_A_PAGE]
    roots = {row[ID]: row[STANDS] for row in (*special.values(), *shown)}
    replies = _replies(reading, roots, to_topic=cursor is None)
    links = _links(actor, reading)

    def thread(row: Row) -> Thread:
        under = replies.get(None if row[ID] == reading.opening else row[ID], ())
        cards = tuple(_card(reading, reply) for reply in under[:REPLIES_A_THREAD])
        return Thread(_card(reading, row), cards, len(under) > REPLIES_A_THREAD)

    opening = special.pop(reading.opening, None)
    may_reply = _may_reply(reading)
    may_tag = _may_tag(reading)
    return TopicPage(
        topic=reading.card,
        opening=thread(opening) if opening is not None else None,
        posts=tuple(thread(row) for row in (*special.values(), *shown)),
        next=encode_cursor(shown[-1][AT], shown[-1][ID]) if len(others) > POSTS_A_PAGE else None,
        links=links,
        gone=reading.gone,
        may_answer=may_reply if reading.card.kind == QUESTION else no(CONVERSATION_ONLY),
        may_reply=may_reply,
        may_tag=may_tag,
        may_move=_open(reading) if reading.host else no(HOSTS_ONLY),
        members_read=reading.members_read,
        closed_at=reading.closed_at,
    )


def replies_of(actor: Actor, post: UUID, cursor: str | None = None) -> Page[PostCard]:
    """All replies under a first-level post (a question's opening post too), 30 a page, in order of time."""
    found = posts_visible_to(actor).filter(Q(uid=post, root__isnull=True) | Q(root__uid=post)).first()
    if found is None:
        raise NotFound
    id, topic, stands = _root(found.root_id or found.pk)
    reading = read_topic(actor, topic)
    to_topic = id == reading.opening
    rows = _replies(reading, {id: stands}, to_topic=to_topic, cursor=cursor).get(None if to_topic else id, [])
    shown = rows[:REPLIES_A_THREAD]
    more = len(rows) > REPLIES_A_THREAD
    return Page([_card(reading, row) for row in shown], encode_cursor(shown[-1][AT], shown[-1][ID]) if more else None)


def _root(id: int) -> tuple[int, UUID, bool]:
    """A first-level post's id, topic and whether it stands."""
    row = Post.objects.filter(pk=id).values_list("pk", "topic__uid", "batch_id", "batch__state").get()
    return row[0], row[1], row[2] is None or row[3] == Batch.State.COMPLETE


def _after(cursor: str | None) -> dict[str, Any]:
    at, id = BEGINNING if cursor is None else decode_cursor(cursor, (datetime, int))
    return {"after_at": at, "after_id": id}


def _reader(reading: Reading) -> dict[str, Any]:
    return {
        "topic": reading.card.id,
        "me": reading.me,
        "host": reading.host,
        "all_orphans": reading.all_orphans,
        "question": reading.card.kind == QUESTION,
        "stood": array_of(reading.stood),
        "mine": array_of(reading.mine),
    }


def _heads(reading: Reading, cursor: str | None) -> list[Row]:
    with prepared_cursor() as database:
        database.execute(
            HEADS[reading.gone],
            {
                **_reader(reading),
                **_after(cursor),
                "first": cursor is None,
                "special": array_of([reading.opening, reading.accepted or 0]),
                "kind": ANSWER if reading.card.kind == QUESTION else REPLY,
                "limit": POSTS_A_PAGE + 1,
            },
        )
        return list(database.fetchall())


def _replies(
    reading: Reading, roots: Mapping[int, bool], *, to_topic: bool, cursor: str | None = None
) -> dict[int | None, list[Row]]:
    """The replies under posts (by whether these stand), None for the topic itself."""
    found: dict[int | None, list[Row]] = defaultdict(list)
    statements = REPLIES_AND_TO_TOPIC if to_topic and reading.card.kind == QUESTION else REPLIES
    with prepared_cursor() as database:
        database.execute(
            statements[reading.gone],
            {
                **_reader(reading),
                **_after(cursor),
                "roots": array_of(roots),
                "held": array_of(roots.values()),
                "limit": REPLIES_A_THREAD + 1,
            },
        )
        for row in database.fetchall():
            found[row[ROOT]].append(row)
    return found


def _links(actor: Actor, reading: Reading) -> tuple[LinkCard, ...]:
    if not reading.linked:
        return ()
    readable, parameters = readable_groups(actor)
    topic = reading.card.id
    with prepared_cursor() as database:
        stood = array_of(reading.stood)
        database.execute(LINKS.format(readable=readable), [*[topic] * 4, stood, stood, *parameters])
        found = [
            LinkCard(kind, shown_title(title), topic_url(uid), out) for kind, title, uid, out in database.fetchall()
        ]
    said = {link.url for link in found if link.kind == DUPLICATE}
    once = {link.url: link for link in reversed(found) if link.kind == DUPLICATE or link.url not in said}
    return tuple(link for link in found if once.get(link.url) is link)


def _card(reading: Reading, row: Row) -> PostCard:
    (id, uid, kind, _, byline, html, score, created_at, edited_at, parent, _, deleted, why, erased) = row[:14]
    _, has_history, seen, author, author_uid, name, is_bot, is_staff, my_vote = row[14:]
    host = reading.host
    mine = author is not None and author == reading.me
    acts = reading.me is not None and seen and not deleted and _is_open(reading)
    changes = (host or mine) and seen and not deleted
    return PostCard(
        id,
        uid,
        kind,
        f"{reading.card.url}#post-{uid}",
        person_ref(author, author_uid, name, is_bot, is_staff) if seen and author_uid is not None else None,
        byline if seen else "",
        html if seen else "",
        score,
        created_at,
        edited_at,
        has_history,
        parent,
        seen and id == reading.accepted,
        deleted or not seen,
        why if host and deleted else "",
        my_vote or 0,
        acts and not mine,
        changes and not erased,
        changes and (host or kind != OPENING or not reading.others),
        kind == ANSWER and seen and not deleted and _is_open(reading) and _chooses(reading, mine),
        not seen and not deleted,
        erased,
    )


def _chooses(reading: Reading, mine: bool) -> bool:
    if reading.me is not None and reading.me == reading.asker:
        return True
    return reading.host and not mine


def _is_open(reading: Reading) -> bool:
    return not reading.gone and not reading.card.deleted


def _open(reading: Reading) -> Decision:
    if reading.card.deleted:
        return no(DELETED)
    return no(GONE) if reading.gone else YES


def _may_reply(reading: Reading) -> Decision:
    if reading.me is None:
        return no(SIGN_IN)
    allowed = _open(reading)
    return no(CLOSED) if allowed and reading.closed_at is not None else allowed


def _may_tag(reading: Reading) -> Decision:
    if not reading.host and (reading.me is None or reading.me != reading.asker):
        return no(TOPIC_AUTHOR_OR_HOST)
    return _open(reading)

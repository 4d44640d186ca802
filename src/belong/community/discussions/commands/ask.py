"""Asking a question, starting a conversation."""

from collections.abc import Sequence

from django.db import transaction

from belong.community.discussions.cards import TopicCard
from belong.community.discussions.commands.fetching import (
    body_of,
    done_before,
    group_for,
    insert_once,
    new_post,
    title_of,
    topic_ref,
)
from belong.community.discussions.commands.tag import put_tags, tag_ids
from belong.community.discussions.making import topic_card
from belong.community.discussions.models import CONVERSATION, OPENING, QUESTION, Post, Topic
from belong.ground.groups.public import hold_for_writing, may_post, may_read
from belong.ground.kernel.public import now
from belong.ground.ledger.public import TopicAsked, TopicStarted, record
from belong.ground.people.public import Actor


def ask(
    *, actor: Actor, group: str, title: str, body: str, tags: Sequence[str] = (), request_key: str | None = None
) -> TopicCard:
    """A question to a group (its slug)."""
    return _begin(actor, QUESTION, group, title, body, tags, request_key)


def start(
    *, actor: Actor, group: str, title: str, body: str, tags: Sequence[str] = (), request_key: str | None = None
) -> TopicCard:
    """A conversation in a group (its slug)."""
    return _begin(actor, CONVERSATION, group, title, body, tags, request_key)


@transaction.atomic
def _begin(
    actor: Actor, kind: str, group: str, title: str, body: str, tags: Sequence[str], request_key: str | None
) -> TopicCard:
    found = group_for(actor, group)
    may_read(actor, found).or_refuse()
    hold_for_writing(found)
    title, text, at = title_of(title), body_of(body), now()

    def fits(post: Post) -> bool:
        same = post.source_text == text.source and post.topic.title == title
        return post.kind == OPENING and post.topic.kind == kind and post.topic.group_id == found.id and same

    if first := done_before(actor, request_key, fits):
        return topic_card(first.topic)
    may_post(actor, found).or_refuse()
    topic = Topic(kind=kind, title=title, group=found, author_id=actor.acting, created_at=at, last_at=at)
    with transaction.atomic():
        topic.save(force_insert=True)
        opening = new_post(actor, topic, OPENING, text, at, request_key)
        inserted = insert_once(opening)
        transaction.set_rollback(not inserted)
    if not inserted and (first := done_before(actor, request_key, fits)):
        return topic_card(first.topic)
    topic.opening = opening
    topic.save(update_fields=["opening"])
    put_tags(topic.id, tag_ids(tags))
    asked = TopicAsked if kind == QUESTION else TopicStarted
    record(asked(actor=actor.acting, about=topic_ref(topic.id), group=found.id, occurred_at=at))
    return topic_card(topic)

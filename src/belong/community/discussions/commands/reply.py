"""Replying to a topic, or to a post of it."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from belong.community.discussions.cards import PostCard
from belong.community.discussions.commands.fetching import (
    body_of,
    done_before,
    insert_once,
    new_post,
    post_for,
    post_ref,
    topic_for,
)
from belong.community.discussions.making import post_card
from belong.community.discussions.models import OPENING, REPLY, Post, Topic
from belong.community.discussions.policies import may_reply
from belong.ground.groups.public import hold_for_writing
from belong.ground.kernel.public import now
from belong.ground.ledger.public import ReplyPosted, record
from belong.ground.people.public import Actor


@transaction.atomic
def reply(
    *, actor: Actor, topic: UUID | None = None, post: UUID | None = None, body: str, request_key: str | None = None
) -> PostCard:
    """A reply to one of `topic` and `post`. The counterpart of its fact is whom it replies to."""
    if (topic is None) == (post is None):
        raise TypeError("reply to a topic or to a post")
    parent = post_for(actor, post, lock=True) if post is not None else None
    found = parent.topic if parent is not None else topic_for(actor, topic, lock=True) if topic is not None else None
    if found is None:
        raise TypeError("reply to a topic or to a post")
    replied_to = parent.author_id if parent is not None else found.author_id
    under = None if parent is None or parent.kind == OPENING else parent
    text = body_of(body)

    def fits(earlier: Post) -> bool:
        same = earlier.parent_id == (under.id if under else None) and earlier.source_text == text.source
        return earlier.kind == REPLY and earlier.topic_id == found.id and same

    if first := done_before(actor, request_key, fits):
        return post_card(actor, first)
    hold_for_writing(found.group)
    may_reply(actor, parent or found).or_refuse()
    made = new_post(actor, found, REPLY, text, now(), request_key)
    if under is not None:
        made.parent, made.root = under, under.root or under
    if not insert_once(made) and (first := done_before(actor, request_key, fits)):
        return post_card(actor, first)
    Topic.objects.filter(pk=found.pk).update(replies=F("replies") + 1, last_at=Greatest("last_at", made.created_at))
    record(
        ReplyPosted(
            actor=actor.acting,
            about=post_ref(made.id),
            counterpart=replied_to,
            group=found.group_id,
            occurred_at=made.created_at,
            topic=found.id,
        )
    )
    return post_card(actor, made)

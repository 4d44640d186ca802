"""Answering a question."""

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
    post_ref,
    topic_for,
)
from belong.community.discussions.making import post_card
from belong.community.discussions.models import ANSWER, Post, Topic
from belong.community.discussions.policies import may_answer
from belong.ground.groups.public import hold_for_writing
from belong.ground.kernel.public import now
from belong.ground.ledger.public import AnswerPosted, record
from belong.ground.people.public import Actor


@transaction.atomic
def answer(*, actor: Actor, topic: UUID, body: str, request_key: str | None = None) -> PostCard:
    """An answer to the question `topic`, also to one's own."""
    found = topic_for(actor, topic, lock=True)
    text = body_of(body)

    def fits(post: Post) -> bool:
        return post.kind == ANSWER and post.topic_id == found.id and post.source_text == text.source

    if first := done_before(actor, request_key, fits):
        return post_card(actor, first)
    hold_for_writing(found.group)
    may_answer(actor, found).or_refuse()
    post = new_post(actor, found, ANSWER, text, now(), request_key)
    if not insert_once(post) and (first := done_before(actor, request_key, fits)):
        return post_card(actor, first)
    Topic.objects.filter(pk=found.pk).update(answers=F("answers") + 1, last_at=Greatest("last_at", post.created_at))
    record(
        AnswerPosted(
            actor=actor.acting,
            about=post_ref(post.id),
            counterpart=found.author_id,
            group=found.group_id,
            occurred_at=post.created_at,
            topic=found.id,
        )
    )
    return post_card(actor, post)

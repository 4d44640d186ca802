"""Choosing the answer that solved a question, and taking the choice back."""

from uuid import UUID

from django.db import transaction

from belong.community.discussions.cards import PostCard, TopicCard
from belong.community.discussions.commands.fetching import post_for, post_ref, topic_for
from belong.community.discussions.making import post_card, topic_card
from belong.community.discussions.models import Topic
from belong.community.discussions.policies import may_accept, may_unaccept
from belong.ground.kernel.public import now
from belong.ground.ledger.public import AnswerAccepted, Reason, record, standing_ids, withdraw_many
from belong.ground.people.public import Actor


@transaction.atomic
def accept(*, actor: Actor, post: UUID) -> PostCard:
    """Make this the one accepted answer of its question; one accepted before is accepted no longer.

    The fact's actor is who decided: the asker, or the host who did it for them.
    """
    found = post_for(actor, post, lock=True)
    may_accept(actor, found).or_refuse()
    topic = found.topic
    if topic.accepted_id == found.id:
        return post_card(actor, found)
    if topic.accepted_id is not None:
        withdraw_acceptance(actor, topic)
    topic.accepted, topic.accepted_at = found, now()
    topic.save(update_fields=["accepted", "accepted_at"])
    record(
        AnswerAccepted(
            actor=actor.acting,
            about=post_ref(found.id),
            counterpart=found.author_id,
            group=topic.group_id,
            occurred_at=topic.accepted_at,
            topic=topic.id,
        )
    )
    return post_card(actor, found)


@transaction.atomic
def unaccept(*, actor: Actor, topic: UUID) -> TopicCard:
    """Leave the question without an accepted answer. Where there is none this refuses."""
    found = topic_for(actor, topic, lock=True)
    may_unaccept(actor, found).or_refuse()
    withdraw_acceptance(actor, found)
    return topic_card(found)


def withdraw_acceptance(actor: Actor, topic: Topic, reason: Reason = Reason.CHANGED) -> None:
    """The topic, locked by the caller, has no accepted answer any more, and the facts that said so are withdrawn."""
    facts = standing_ids(about=post_ref(topic.accepted_id or 0), word=AnswerAccepted.word)
    topic.accepted = topic.accepted_at = None
    topic.save(update_fields=["accepted", "accepted_at"])
    withdraw_many(facts, reason=reason, actor=actor.acting)

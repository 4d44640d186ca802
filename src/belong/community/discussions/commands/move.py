"""Moving a topic to where it belongs."""

from uuid import UUID

from django.db import transaction

from belong.community.discussions.cards import TopicCard
from belong.community.discussions.commands.fetching import group_for, topic_for, topic_ref
from belong.community.discussions.making import topic_card
from belong.community.discussions.policies import may_move
from belong.ground.groups.public import CLOSED, hold_for_writing, may_read
from belong.ground.kernel.public import Refused
from belong.ground.ledger.public import TopicMoved, record
from belong.ground.people.public import Actor


@transaction.atomic
def move(*, actor: Actor, topic: UUID, group: str) -> TopicCard:
    """Put a topic into another group (its slug), not a closed one. What was written there before keeps the group of its
    own facts.
    """
    found = topic_for(actor, topic, lock=True)
    may_move(actor, found).or_refuse()
    target = group_for(actor, group)
    may_read(actor, target).or_refuse()
    if target.id == found.group_id:
        return topic_card(found)
    hold_for_writing(target)
    if target.closed_at is not None:
        raise Refused(CLOSED)
    left = found.group_id
    found.group = target
    found.save(update_fields=["group"])
    record(
        TopicMoved(
            actor=actor.acting,
            about=topic_ref(found.id),
            counterpart=found.author_id,
            group=target.id,
            left=left,
        )
    )
    return topic_card(found)

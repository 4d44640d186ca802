"""Taking a post away, so that only hosts still see it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.community.discussions.commands.accept import withdraw_acceptance
from belong.community.discussions.commands.counting import recount
from belong.community.discussions.commands.fetching import line_of, post_for, post_ref
from belong.community.discussions.commands.standing import counting_in
from belong.community.discussions.models import OPENING, Post
from belong.community.discussions.policies import may_delete
from belong.ground.kernel.public import Invalid, now
from belong.ground.ledger.public import (
    AnswerPosted,
    Fact,
    PostDeleted,
    PostEdited,
    PostVoted,
    Reason,
    ReplyPosted,
    record,
    standing_ids,
    withdraw_many,
)
from belong.ground.people.public import Actor


@transaction.atomic
def delete(*, actor: Actor, post: UUID, reason: str) -> None:
    """Delete a post, or with its opening post the whole topic, for a reason that hosts can read.

    What the post counted for counts no longer: its facts are withdrawn, an acceptance of it too. With a topic go the
    facts of all that was written in it, by whomever: nobody sees it any more.
    """
    found = post_for(actor, post, lock=True)
    may_delete(actor, found).or_refuse()
    reason = line_of(reason, "reason")
    if not reason:
        raise Invalid({"reason": _("Say why, for the hosts.")})
    topic, at = found.topic, now()
    found.deleted_at, found.deleted_reason = at, reason
    found.save(update_fields=["deleted_at", "deleted_reason"])
    if found.kind == OPENING:
        topic.deleted_at = at
        topic.accepted = topic.accepted_at = None
        topic.save(update_fields=["deleted_at", "accepted", "accepted_at"])
    elif topic.accepted_id == found.id:
        withdraw_acceptance(actor, topic, Reason.DELETED)
    recount([topic.id])
    gone = counting_in([topic.id]) if found.kind == OPENING else _facts_of(found)
    withdraw_many(gone, reason=Reason.DELETED, actor=actor.acting)
    record(
        PostDeleted(
            actor=actor.acting,
            about=post_ref(found.id),
            counterpart=found.author_id,
            group=topic.group_id,
            occurred_at=at,
            topic=topic.id,
        )
    )


def _facts_of(post: Post) -> list[int]:
    """The standing facts of writing the post, editing it and voting on it."""
    kinds: tuple[type[Fact], ...] = (AnswerPosted, ReplyPosted, PostVoted, PostEdited)
    return [fact for kind in kinds for fact in standing_ids(about=post_ref(post.id), word=kind.word)]

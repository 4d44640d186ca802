"""Voting on what others wrote."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from belong.community.discussions.cards import PostCard
from belong.community.discussions.commands.fetching import post_for, post_ref
from belong.community.discussions.commands.standing import votes_of
from belong.community.discussions.making import post_card
from belong.community.discussions.models import OPENING, Post, Topic, Vote
from belong.community.discussions.policies import may_vote
from belong.ground.kernel.public import Invalid, now
from belong.ground.ledger.public import PostVoted, Reason, ids_of, record, standing_rows, withdraw_many
from belong.ground.people.public import Actor

VALUES = {"up": 1, "down": -1, "none": 0}


@transaction.atomic
def vote(*, actor: Actor, post: UUID, value: str) -> PostCard:
    """The actor's one vote on a post: "up", "down", or "none" to take it back.

    Of a person whose records became one the latest vote counts. Another one is given under the account's own record,
    beside those of the others; taking back takes back all of them.
    """
    if value not in VALUES:
        raise Invalid({"value": _("A vote is up, down or none.")})
    found = post_for(actor, post, lock=True)
    may_vote(actor, found).or_refuse()
    wanted = VALUES[value]
    if actor.acting is None:
        return post_card(actor, found)
    ids = ids_of(actor.acting)
    mine = Vote.objects.filter(post=found, person__in=ids)
    before = mine.filter(standing_rows("batch")).order_by("-at", "-pk").first()
    counted = before.value if before is not None else 0
    if wanted != counted:
        if wanted:
            _withdraw(actor, [actor.acting], found)
            # What the insert waited for may have brought one more.
            _withdraw(actor, [actor.acting], found, besides=_cast(actor.acting, found, wanted))
        else:
            _withdraw(actor, ids, found)
            mine.delete()
        _count(found, wanted - counted)
    return post_card(actor, found, my_vote=wanted)


def _withdraw(actor: Actor, persons: list[int], post: Post, besides: int | None = None) -> None:
    for person in persons:
        withdraw_many(votes_of(person, post.id, besides=besides), reason=Reason.CHANGED, actor=actor.acting)


def _cast(person: int, post: Post, value: int) -> int | None:
    """The vote takes the place of one that came with an archive, be it one that is still being loaded."""
    at = now()
    fact = record(
        PostVoted(
            actor=person,
            about=post_ref(post.id),
            counterpart=post.author_id,
            group=post.topic.group_id,
            occurred_at=at,
            topic=post.topic_id,
            value=value,
        )
    )
    Vote.objects.bulk_create(
        [Vote(post=post, person_id=person, value=value, fact=fact, at=at)],
        update_conflicts=True,
        unique_fields=["post", "person"],
        update_fields=["value", "fact", "at", "batch"],
    )
    return fact


def _count(post: Post, difference: int) -> None:
    Post.objects.filter(pk=post.pk).update(score=F("score") + difference)
    if post.kind == OPENING:
        Topic.objects.filter(pk=post.topic_id).update(score=F("score") + difference)
    post.score += difference

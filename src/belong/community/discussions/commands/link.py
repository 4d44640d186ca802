"""Linking a topic to another one."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.community.discussions.cards import LinkCard
from belong.community.discussions.commands.fetching import topic_for, topic_ref
from belong.community.discussions.making import topic_url
from belong.community.discussions.models import DUPLICATE, RELATED, TopicLink
from belong.community.discussions.policies import may_tag
from belong.ground.kernel.public import Invalid, now
from belong.ground.ledger.public import Batch, TopicLinked, record
from belong.ground.people.public import Actor


@transaction.atomic
def link(*, actor: Actor, topic: UUID, target: UUID, kind: str = RELATED) -> LinkCard:
    """Point from a topic to another one that is "related", or that it is a "duplicate" of."""
    if kind not in (RELATED, DUPLICATE):
        raise Invalid({"kind": _("A link says that topics are related, or that one is a duplicate.")})
    found = topic_for(actor, topic, lock=True)
    may_tag(actor, found).or_refuse()
    other = topic_for(actor, target)
    if other.id == found.id:
        raise Invalid({"target": _("A topic does not point to itself.")})
    at = now()
    here = {"author_id": actor.acting, "created_at": at, "batch": None}
    made, created = TopicLink.objects.get_or_create(topic=found, target=other, kind=kind, defaults=here)
    if not created and made.batch is not None and made.batch.state == Batch.State.WITHDRAWN:
        created = bool(TopicLink.objects.filter(pk=made.pk).update(**here))
    if created:
        record(
            TopicLinked(
                actor=actor.acting,
                about=topic_ref(found.id),
                counterpart=other.author_id,
                group=found.group_id,
                occurred_at=at,
                other=other.id,
            )
        )
    return LinkCard(kind, other.title, topic_url(other.uid), True)

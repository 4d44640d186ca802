"""Saying what a topic is about."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from belong.community.discussions.cards import TopicCard
from belong.community.discussions.commands.fetching import topic_for, topic_ref
from belong.community.discussions.making import topic_card
from belong.community.discussions.models import TopicTag
from belong.community.discussions.policies import may_tag
from belong.ground.kernel.public import Invalid
from belong.ground.ledger.public import TopicTagged, record
from belong.ground.people.public import Actor, invalid_as
from belong.ground.tags.public import normal, tags_by_names

MOST_TAGS = 8


@transaction.atomic
def tag(*, actor: Actor, topic: UUID, names: Sequence[str]) -> TopicCard:
    """Give a topic exactly these tags; names that nobody used before become tags."""
    found = topic_for(actor, topic, lock=True)
    may_tag(actor, found).or_refuse()
    wanted = tag_ids(names)
    before = set(TopicTag.objects.filter(topic=found).values_list("tag_id", flat=True))
    changed = wanted ^ before
    if changed:
        TopicTag.objects.filter(topic=found, tag__in=before - wanted).delete()
        put_tags(found.id, wanted - before)
        found.tagged_here = True
        found.save(update_fields=["tagged_here"])
        record(
            TopicTagged(
                actor=actor.acting,
                about=topic_ref(found.id),
                counterpart=found.author_id,
                group=found.group_id,
                tag=next(iter(changed)) if len(changed) == 1 else None,
            )
        )
    return topic_card(found)


def tag_ids(names: Sequence[str]) -> set[int]:
    """The tags of these names, made where they are new. Invalid for too many or a name that cannot be one."""
    with invalid_as("tags"):
        for name in names:
            normal(name)
    if len(names) > MOST_TAGS:
        raise Invalid({"tags": _("A topic has at most %(most)s tags.") % {"most": MOST_TAGS}})
    return set(tags_by_names(names).values())


def put_tags(topic: int, tags: Iterable[int]) -> None:
    TopicTag.objects.bulk_create([TopicTag(topic_id=topic, tag_id=tag) for tag in sorted(tags)])

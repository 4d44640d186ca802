from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F

from belong.ground.kernel.public import Refused, now
from belong.ground.ledger.public import TagFollowed, TagUnfollowed, ids_of, record, standing_rows
from belong.ground.people.public import Actor
from belong.ground.tags.commands.fetching import tag_for
from belong.ground.tags.models import Follow, Tag
from belong.ground.tags.policies import SIGN_IN, may_follow

TABLES = ("tags_follow",)


def follow_tag(*, actor: Actor, tag: str) -> None:
    """The actor follows the tag (named by its slug) from now on. Once is enough."""
    with transaction.atomic():
        found = tag_for(actor, tag)
        may_follow(actor, found).or_refuse()
        if actor.acting is None:
            raise Refused(SIGN_IN)
        held = Follow.objects.filter(standing_rows("batch"), tag=found, person__in=ids_of(actor.acting))
        if held.filter(until_at__isnull=True).exists():
            return
        made = Follow.objects.create(tag=found, person_id=actor.acting, from_at=now())
        record(TagFollowed(actor=actor.acting, about=f"tags.tag:{found.pk}", occurred_at=made.from_at))


def follow_only(*, actor: Actor, tags: Sequence[str], of: Sequence[str]) -> None:
    """Of the tags in `of` (slugs) the actor follows those in `tags` from now on, and no others; all or nothing."""
    with transaction.atomic():
        for slug in sorted({*of, *tags}):
            (follow_tag if slug in tags else unfollow_tag)(actor=actor, tag=slug)


def unfollow_tag(*, actor: Actor, tag: str) -> None:
    """The actor no longer follows the tag."""
    with transaction.atomic():
        found = tag_for(actor, tag)
        may_follow(actor, found).or_refuse()
        if actor.person is None:
            raise Refused(SIGN_IN)
        _end(found, actor.person)


def _end(tag: Tag, person: int) -> None:
    at = now()
    held = Follow.objects.filter(standing_rows("batch"), tag=tag, person__in=ids_of(person), until_at__isnull=True)
    for follow in held.order_by("pk"):
        follow.until_at = at
        follow.save(update_fields=["until_at"])
        record(TagUnfollowed(actor=follow.person_id, about=f"tags.tag:{tag.pk}", occurred_at=at))


def erase_person(person: int) -> None:
    """The person follows nothing any more; what is left of it are ids and times."""
    with transaction.atomic():
        followed = Follow.objects.filter(person__in=ids_of(person), until_at__isnull=True).values("tag")
        for tag in Tag.objects.select_for_update(no_key=True).filter(pk__in=followed).order_by("pk"):
            _end(tag, person)


def export_person(person: int) -> Mapping[str, object]:
    """The tags that the person follows and followed, as plain data."""
    held = Follow.objects.filter(standing_rows("batch"), person__in=ids_of(person)).order_by("from_at", "pk")
    return {"tags": list(held.values("from_at", "until_at", name=F("tag__name")))}

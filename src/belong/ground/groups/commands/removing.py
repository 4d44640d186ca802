from django.db import transaction

from belong.ground.groups.commands.fetching import end, group_for, lock_slugs
from belong.ground.groups.models import Group, Membership
from belong.ground.groups.policies import may_remove
from belong.ground.kernel.public import now
from belong.ground.ledger.public import GroupRemoved, record
from belong.ground.people.public import Actor


def remove_group(*, actor: Actor, slug: str) -> None:
    """The group exists for nobody any more, and its name and address are free: its leaders and hosts, as long as
    nothing stands in it and no archive speaks of it. Those who are in it leave it.
    """
    with transaction.atomic():
        lock_slugs()
        group = Group.objects.select_for_update().get(pk=group_for(actor, slug).pk)
        may_remove(actor, group).or_refuse()
        inside = Membership.objects.filter(group=group, until_at__isnull=True).order_by("person")
        for person in list(inside.values_list("person", flat=True).distinct()):
            end(group, person, actor=actor)
        group.slug, group.request_key, group.removed_at = f"removed-{group.uid}", None, now()
        group.save(update_fields=["slug", "request_key", "removed_at"])
        record(
            GroupRemoved(
                actor=actor.acting, about=f"groups.group:{group.pk}", group=group.pk, occurred_at=group.removed_at
            )
        )

from django.db import connection, transaction

from belong.ground.groups.cards import GroupCard, card_of
from belong.ground.groups.commands.fetching import group_for
from belong.ground.groups.counts import member_count
from belong.ground.groups.models import Group
from belong.ground.groups.policies import may_host
from belong.ground.kernel.public import NotFound, now
from belong.ground.ledger.public import GroupClosed, GroupReopened, record
from belong.ground.people.public import Actor


def close_group(*, actor: Actor, slug: str) -> GroupCard:
    """From now on nobody writes in the group or joins it; who could read it still can, and its members may leave. Its
    leaders and hosts. Closing it again changes nothing.
    """
    with transaction.atomic():
        group = group_for(actor, slug)
        may_host(actor, group).or_refuse()
        if group.closed_at is None:
            group.closed_at = now()
            group.save(update_fields=["closed_at"])
            record(
                GroupClosed(
                    actor=actor.acting,
                    about=f"groups.group:{group.pk}",
                    group=group.pk,
                    occurred_at=group.closed_at,
                )
            )
    return card_of(actor, group, members=member_count(group.pk))


def reopen_group(*, actor: Actor, slug: str) -> GroupCard:
    """The group is as it was before it was closed. Its leaders and hosts."""
    with transaction.atomic():
        group = group_for(actor, slug)
        may_host(actor, group).or_refuse()
        if group.closed_at is not None:
            group.closed_at = None
            group.save(update_fields=["closed_at"])
            record(GroupReopened(actor=actor.acting, about=f"groups.group:{group.pk}", group=group.pk))
    return card_of(actor, group, members=member_count(group.pk))


def hold_for_writing(group: Group) -> None:
    """Read anew whether the group is closed, which nobody changes until the transaction ends. Others may write in it
    meanwhile. Raises `NotFound` where it was removed.
    """
    with connection.cursor() as cursor:
        cursor.execute("select closed_at, removed_at from groups_group where id = %s for share", [group.pk])
        group.closed_at, group.removed_at = cursor.fetchone()
    if group.removed_at is not None:
        raise NotFound

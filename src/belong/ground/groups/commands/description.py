from django.db import transaction

from belong.ground.groups.cards import GroupCard, card_of
from belong.ground.groups.checks import group_name, summary_of
from belong.ground.groups.commands.fetching import check_name_is_free, group_for, lock_slugs
from belong.ground.groups.counts import member_count
from belong.ground.groups.policies import may_host
from belong.ground.ledger.public import GroupDescribed, record
from belong.ground.people.public import Actor, invalid_as


def describe_group(*, actor: Actor, slug: str, name: str, summary: str) -> GroupCard:
    """Change what a group is called and what it is for: its leaders and hosts. Its address stays.

    Another name is one that no other group has, as far as the actor may know of them.
    """
    with transaction.atomic():
        lock_slugs()
        group = group_for(actor, slug)
        may_host(actor, group).or_refuse()
        with invalid_as("name"):
            name = group_name(name)
        with invalid_as("summary"):
            summary = summary_of(summary)
        if (group.name, group.summary) != (name, summary):
            if group.name != name:
                check_name_is_free(actor, name, besides=group.pk)
            group.name, group.summary, group.described_here = name, summary, True
            group.save(update_fields=["name", "summary", "described_here"])
            record(GroupDescribed(actor=actor.acting, about=f"groups.group:{group.pk}", group=group.pk))
    return card_of(actor, group, members=member_count(group.pk))

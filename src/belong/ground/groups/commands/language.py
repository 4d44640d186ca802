from django.db import transaction

from belong.ground.groups.cards import GroupCard, card_of
from belong.ground.groups.checks import language_of
from belong.ground.groups.commands.fetching import group_for
from belong.ground.groups.counts import member_count
from belong.ground.groups.policies import may_host
from belong.ground.ledger.public import GroupLanguageChosen, record
from belong.ground.people.public import Actor, invalid_as


def choose_language(*, actor: Actor, slug: str, language: str) -> GroupCard:
    """Say in which language a group writes, by its two letters; empty: the organisation's. Its leaders and hosts."""
    with transaction.atomic():
        group = group_for(actor, slug)
        may_host(actor, group).or_refuse()
        with invalid_as("language"):
            language = language_of(language)
        if group.language != language:
            group.language = language
            group.save(update_fields=["language"])
            record(GroupLanguageChosen(actor=actor.acting, about=f"groups.group:{group.pk}", group=group.pk))
    return card_of(actor, group, members=member_count(group.pk))

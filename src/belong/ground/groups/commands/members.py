from collections.abc import Sequence

from django.db import transaction

from belong.ground.groups.checks import role_of
from belong.ground.groups.commands.fetching import end, group_for, open_role, start
from belong.ground.groups.models import MemberRole
from belong.ground.groups.policies import SIGN_IN, may_bring, may_host, may_join
from belong.ground.kernel.public import Refused
from belong.ground.people.public import Actor, invalid_as, is_self, person_for


def join_group(*, actor: Actor, slug: str) -> None:
    """The actor joins a group of the whole community. Being in it already changes nothing."""
    with transaction.atomic():
        group = group_for(actor, slug)
        if actor.acting is None:
            raise Refused(SIGN_IN)
        if open_role(group, actor.acting) is not None:
            return
        may_join(actor, group).or_refuse()
        start(group, actor.acting, MemberRole.MEMBER, actor=actor)


def join_groups(*, actor: Actor, slugs: Sequence[str]) -> None:
    """The actor joins all of these, or none."""
    with transaction.atomic():
        for slug in sorted(set(slugs)):
            join_group(actor=actor, slug=slug)


def leave_group(*, actor: Actor, slug: str, person: int | None = None) -> bool:
    """The actor leaves a group; leaders and hosts end the membership of a `person`. Whether there was one to end."""
    with transaction.atomic():
        group = group_for(actor, slug)
        if person is None or is_self(actor, person):
            if actor.person is None:
                raise Refused(SIGN_IN)
            member = actor.person
        else:
            may_host(actor, group).or_refuse()
            member = person_for(actor, person).pk
        inside = open_role(group, member) is not None
        if inside:
            end(group, member, actor=actor)
        return inside


def set_member_role(*, actor: Actor, slug: str, person: int, role: str) -> None:
    """The person is in the group in this role from now on, whether or not they were in it. Leaders and hosts only;
    into a closed group they bring nobody.
    """
    with transaction.atomic():
        group = group_for(actor, slug)
        may_host(actor, group).or_refuse()
        with invalid_as("role"):
            role = role_of(role)
        member = person_for(actor, person).pk
        if actor.acting is not None and is_self(actor, person):
            member = actor.acting
        present = open_role(group, member)
        if present == role:
            return
        if present is None:
            may_bring(actor, group).or_refuse()
        else:
            end(group, member, actor=actor)
        start(group, member, role, actor=actor)

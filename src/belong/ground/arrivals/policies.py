"""Who invites, and who lets in."""

from django.utils.translation import gettext_lazy as _

from belong.ground.groups.public import Group, group_stands, may_bring, may_join, may_see
from belong.ground.kernel.public import MEMBERS, YES, Decision, community, no
from belong.ground.people.public import Actor

SIGN_IN = _("Sign in as a member to invite somebody.")
HOSTS_INVITE = _("In this community hosts invite. Tell one of them whom you would like to see here.")
HOSTS_ONLY = _("Only hosts may do this.")


def may_invite(actor: Actor) -> Decision:
    """Members, or hosts only, as it is set."""
    if not actor.is_member:
        return no(SIGN_IN)
    return YES if actor.is_host or community().inviting == MEMBERS else no(HOSTS_INVITE)


def may_invite_into(actor: Actor, group: Group) -> Decision:
    """Into a group that everybody joins by themselves: its members and all others who may join. Into another one: who
    may bring people there. Into a closed one: nobody."""
    if seen := may_see(actor, group):
        return YES if may_join(actor, group) else may_bring(actor, group)
    return seen


def lets_people_in(group: Group) -> bool:
    """Whether who was invited into the group can still come into it."""
    return group.closed_at is None and group_stands(group)


def may_decide(actor: Actor) -> Decision:
    """Letting in who asks to join."""
    return YES if actor.is_host else no(HOSTS_ONLY)

"""The face of groups: communities of interest and of practice, chapters, circles; who reads what; the Actor."""

from belong.ground.groups.actors import actor_for
from belong.ground.groups.cards import GroupCard, LoadedGroup, LoadedMembership, MemberCard
from belong.ground.groups.commands import (
    choose_language,
    found_group,
    groups_by_keys,
    join_group,
    leave_group,
    load_group,
    load_groups,
    load_memberships,
    open_group,
    set_member_role,
)
from belong.ground.groups.models import Audience, Group, Kind, MemberRole
from belong.ground.groups.policies import (
    group_stands,
    may_found,
    may_host,
    may_join,
    may_post,
    may_read,
    may_see,
    readable_by,
    standing_groups,
    visible_to,
)
from belong.ground.groups.queries import candidates, group, group_cards, groups, groups_of, leaders, members
from belong.ground.groups.relations import group_rows, language_rows, membership_rows

__all__ = [
    "Audience",
    "Group",
    "GroupCard",
    "Kind",
    "LoadedGroup",
    "LoadedMembership",
    "MemberCard",
    "MemberRole",
    "actor_for",
    "candidates",
    "choose_language",
    "found_group",
    "group",
    "group_cards",
    "group_rows",
    "group_stands",
    "groups",
    "groups_by_keys",
    "groups_of",
    "join_group",
    "language_rows",
    "leaders",
    "leave_group",
    "load_group",
    "load_groups",
    "load_memberships",
    "may_found",
    "may_host",
    "may_join",
    "may_post",
    "may_read",
    "may_see",
    "members",
    "membership_rows",
    "open_group",
    "readable_by",
    "set_member_role",
    "standing_groups",
    "visible_to",
]

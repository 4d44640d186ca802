"""One function per intention. Each owns its transaction and records what it did in it."""

from belong.ground.groups.commands.closing import close_group, hold_for_writing, reopen_group
from belong.ground.groups.commands.description import describe_group
from belong.ground.groups.commands.groups import found_group, open_group
from belong.ground.groups.commands.language import choose_language
from belong.ground.groups.commands.load import (
    group_names,
    groups_by_keys,
    groups_in,
    load_group,
    load_groups,
    load_memberships,
)
from belong.ground.groups.commands.members import join_group, join_groups, leave_group, set_member_role
from belong.ground.groups.commands.removing import remove_group

__all__ = [
    "choose_language",
    "close_group",
    "describe_group",
    "found_group",
    "group_names",
    "groups_by_keys",
    "groups_in",
    "hold_for_writing",
    "join_group",
    "join_groups",
    "leave_group",
    "load_group",
    "load_groups",
    "load_memberships",
    "open_group",
    "remove_group",
    "reopen_group",
    "set_member_role",
]

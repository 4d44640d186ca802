"""One function per intention. Each owns its transaction and records what it did in it."""

from belong.ground.people.commands.accounts import close_account, make_owner, open_account
from belong.ground.people.commands.identities import add_identity, prove_address, verify_identity
from belong.ground.people.commands.keep import Mark, keep_needed, keep_needed_since, mark
from belong.ground.people.commands.load import load_people
from belong.ground.people.commands.load_intervals import load_roles
from belong.ground.people.commands.load_permissions import load_permissions
from belong.ground.people.commands.load_same import load_same_persons
from belong.ground.people.commands.permissions import grant_permission, withdraw_permission
from belong.ground.people.commands.persons import add_person, join_community, set_flags
from belong.ground.people.commands.roles import end_role, give_role

__all__ = [
    "Mark",
    "add_identity",
    "add_person",
    "close_account",
    "end_role",
    "give_role",
    "grant_permission",
    "join_community",
    "keep_needed",
    "keep_needed_since",
    "load_people",
    "load_permissions",
    "load_roles",
    "load_same_persons",
    "make_owner",
    "mark",
    "open_account",
    "prove_address",
    "set_flags",
    "verify_identity",
    "withdraw_permission",
]

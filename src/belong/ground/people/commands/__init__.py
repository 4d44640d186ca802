"""One function per intention. Each owns its transaction and records what it did in it."""

from belong.ground.people.commands.accounts import close_account, make_owner, open_account
from belong.ground.people.commands.administering import (
    add_known,
    appoint,
    call_off,
    close_accounts,
    end_term,
    keep_terms,
    look_as,
    mark_staff,
    name_oneself,
    register_sign_out,
    rename,
    reopen_accounts,
    say_continues,
    set_term,
    take_known,
    take_note,
    write_note,
)
from belong.ground.people.commands.identities import add_identity, verify_identity
from belong.ground.people.commands.keep import Mark, keep_needed, keep_needed_since, mark
from belong.ground.people.commands.languages import choose_language
from belong.ground.people.commands.load import load_people
from belong.ground.people.commands.load_intervals import load_roles
from belong.ground.people.commands.load_permissions import load_permissions
from belong.ground.people.commands.load_same import load_same_persons
from belong.ground.people.commands.merging import (
    MergeField,
    claim_history,
    decide_proposal,
    grant_claim,
    merge,
    merge_fields,
    propose,
    refuse_claim,
    register_merge_field,
    register_proposer,
    show_own,
    take_claim_back,
    unmerge,
)
from belong.ground.people.commands.permissions import grant_permission, withdraw_permission
from belong.ground.people.commands.persons import add_person, join_community, set_flags
from belong.ground.people.commands.proving import forget_unproved, prove_address
from belong.ground.people.commands.readers import know_reader
from belong.ground.people.commands.roles import end_role, give_role

__all__ = [
    "Mark",
    "MergeField",
    "add_identity",
    "add_known",
    "add_person",
    "appoint",
    "call_off",
    "choose_language",
    "claim_history",
    "close_account",
    "close_accounts",
    "decide_proposal",
    "end_role",
    "end_term",
    "forget_unproved",
    "give_role",
    "grant_claim",
    "grant_permission",
    "join_community",
    "keep_needed",
    "keep_needed_since",
    "keep_terms",
    "know_reader",
    "load_people",
    "load_permissions",
    "load_roles",
    "load_same_persons",
    "look_as",
    "make_owner",
    "mark",
    "mark_staff",
    "merge",
    "merge_fields",
    "name_oneself",
    "open_account",
    "propose",
    "prove_address",
    "refuse_claim",
    "register_merge_field",
    "register_proposer",
    "register_sign_out",
    "rename",
    "reopen_accounts",
    "say_continues",
    "set_flags",
    "set_term",
    "show_own",
    "take_claim_back",
    "take_known",
    "take_note",
    "unmerge",
    "verify_identity",
    "withdraw_permission",
    "write_note",
]

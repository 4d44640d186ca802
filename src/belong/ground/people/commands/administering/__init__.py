"""What hosts change about persons: each in one transaction, with its fact and a row that says why."""

from belong.ground.people.commands.administering.accounts import (
    close_accounts,
    register_sign_out,
    reopen_accounts,
)
from belong.ground.people.commands.administering.looking import look_as
from belong.ground.people.commands.administering.noting import take_note, write_note
from belong.ground.people.commands.administering.records import (
    add_known,
    mark_staff,
    name_oneself,
    rename,
    take_known,
)
from belong.ground.people.commands.administering.terms import (
    appoint,
    call_off,
    end_term,
    keep_terms,
    say_continues,
    set_term,
)

__all__ = [
    "add_known",
    "appoint",
    "call_off",
    "close_accounts",
    "end_term",
    "keep_terms",
    "look_as",
    "mark_staff",
    "name_oneself",
    "register_sign_out",
    "rename",
    "reopen_accounts",
    "say_continues",
    "set_term",
    "take_known",
    "take_note",
    "write_note",
]

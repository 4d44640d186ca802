"""Taking one's data away, and going: what everybody may do with what is kept of them."""

from belong.ground.people.commands.own_data.erasing import (
    DELETE,
    ERASING,
    KEEP,
    MEMBER_CHOOSES,
    RULE,
    begin_erasure,
    carry_erasures_on,
    carry_out,
    erasing_rule,
    forget_step_by_step,
)
from belong.ground.people.commands.own_data.exporting import (
    KEPT_FOR,
    ask_export,
    export_to,
    forget_exports,
    make_export,
    path_of,
    take_exports_away,
    write_archive,
)
from belong.ground.people.commands.own_data.naming import INSTEAD, names_of, words_stay

__all__ = [
    "DELETE",
    "ERASING",
    "INSTEAD",
    "KEEP",
    "KEPT_FOR",
    "MEMBER_CHOOSES",
    "RULE",
    "ask_export",
    "begin_erasure",
    "carry_erasures_on",
    "carry_out",
    "erasing_rule",
    "export_to",
    "forget_exports",
    "forget_step_by_step",
    "make_export",
    "names_of",
    "path_of",
    "take_exports_away",
    "words_stay",
    "write_archive",
]

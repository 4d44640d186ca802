"""The face of moderation: what people contest of the record, and what hosts decide."""

from belong.care.moderation.cards import ContestedCard
from belong.care.moderation.commands import contest_entry, explain_entry, take_contest_back, withdraw_entry
from belong.care.moderation.commands.contesting import entry_for
from belong.care.moderation.queries import (
    contested_entries,
    contested_entry,
    contested_waiting,
    contests_of,
    my_contested,
)

__all__ = [
    "ContestedCard",
    "contest_entry",
    "contested_entries",
    "contested_entry",
    "contested_waiting",
    "contests_of",
    "entry_for",
    "explain_entry",
    "my_contested",
    "take_contest_back",
    "withdraw_entry",
]

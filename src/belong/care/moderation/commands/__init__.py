from belong.care.moderation.commands.contesting import contest_entry, take_contest_back
from belong.care.moderation.commands.deciding import explain_entry, withdraw_entry
from belong.care.moderation.commands.erase import TABLES, erase_person, export_person

__all__ = [
    "TABLES",
    "contest_entry",
    "erase_person",
    "explain_entry",
    "export_person",
    "take_contest_back",
    "withdraw_entry",
]

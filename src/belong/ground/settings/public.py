"""The face of settings: what the hosts set, its history, the community's texts and who accepted them, what expires."""

from belong.ground.settings.cards import ChangeCard, TextCard
from belong.ground.settings.commands import accept, change, keep_periods, publish_text, set_mark
from belong.ground.settings.commands.mark import MOST_BYTES
from belong.ground.settings.keepers import Keeper, keepers, register_keeper, retention
from belong.ground.settings.models import Text
from belong.ground.settings.policies import may_accept, may_change, may_see
from belong.ground.settings.queries import (
    changes_before,
    current_text,
    current_versions,
    history,
    mails_a_day,
    text_version,
    text_versions,
    texts_before,
    texts_to_accept,
)

__all__ = [
    "MOST_BYTES",
    "ChangeCard",
    "Keeper",
    "Text",
    "TextCard",
    "accept",
    "change",
    "changes_before",
    "current_text",
    "current_versions",
    "history",
    "keep_periods",
    "keepers",
    "mails_a_day",
    "may_accept",
    "may_change",
    "may_see",
    "publish_text",
    "register_keeper",
    "retention",
    "set_mark",
    "text_version",
    "text_versions",
    "texts_before",
    "texts_to_accept",
]

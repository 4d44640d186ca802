"""The face of gate: what a mail needs before it may go, whether it has it, and what people want to hear of."""

from belong.reach.gate.cards import ChoiceCard, KindCard
from belong.reach.gate.commands import choose_mail, end_kind, is_of
from belong.reach.gate.deciding import may_send
from belong.reach.gate.kinds import CHANNEL, Terms, register_terms
from belong.reach.gate.queries import choices_of, is_over, my_choices, my_kinds

__all__ = [
    "CHANNEL",
    "ChoiceCard",
    "KindCard",
    "Terms",
    "choices_of",
    "choose_mail",
    "end_kind",
    "is_of",
    "is_over",
    "may_send",
    "my_choices",
    "my_kinds",
    "register_terms",
]

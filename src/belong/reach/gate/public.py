"""The face of gate: what a mail needs before it may go, and whether it has it."""

from belong.reach.gate.deciding import may_send
from belong.reach.gate.kinds import CHANNEL, Terms, register_terms

__all__ = ["CHANNEL", "Terms", "may_send", "register_terms"]

"""One function per intention. Each owns its transaction and records what it did in it."""

from belong.ground.arrivals.commands.arriving import accept_invitation, arrive, may_join, settle
from belong.ground.arrivals.commands.forgetting import forget_overdue
from belong.ground.arrivals.commands.inviting import invite, refuse_invitation, take_invitation_back
from belong.ground.arrivals.commands.leaving import ask_to_leave, leave
from belong.ground.arrivals.commands.requests import ask_to_join, decide_request, prove_request
from belong.ground.arrivals.commands.wishes import ask_to_stay_in_touch, not_me, stay_in_touch

__all__ = [
    "accept_invitation",
    "arrive",
    "ask_to_join",
    "ask_to_leave",
    "ask_to_stay_in_touch",
    "decide_request",
    "forget_overdue",
    "invite",
    "leave",
    "may_join",
    "not_me",
    "prove_request",
    "refuse_invitation",
    "settle",
    "stay_in_touch",
    "take_invitation_back",
]

"""What is kept of those who did not come: for a time, and then nothing."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from belong.ground.arrivals.commands.wishes import KIND
from belong.ground.arrivals.models import Invitation, Request, Wish
from belong.ground.arrivals.periods import WISH_GOOD_FOR
from belong.ground.kernel.public import erase_messages, now

UNPROVED, DECIDED, ENDED = timedelta(days=7), timedelta(days=30), timedelta(days=30)


def forget_overdue() -> int:
    """Addresses that nobody confirmed in a week, requests a month after they were decided on, invitations a month after
    they ran out or were taken back. What a host has still to decide stays. Gives how many went."""
    at = now()
    with transaction.atomic():
        late = Wish.objects.filter(asked_at__lte=at - WISH_GOOD_FOR)
        addresses = list(late.values_list("address", flat=True))
        erase_messages((), addresses, kinds=[KIND])
        gone = late.delete()[0]
        gone += Request.objects.filter(
            Q(proved_at__isnull=True, asked_at__lte=at - UNPROVED) | Q(decided_at__lte=at - DECIDED)
        ).delete()[0]
        gone += Invitation.objects.filter(
            Q(expires_at__lte=at - ENDED) | Q(taken_back_at__lte=at - ENDED) | Q(refused_at__lte=at - ENDED),
            joined_at__isnull=True,
        ).delete()[0]
    return gone

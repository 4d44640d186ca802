"""How long what people sent here holds."""

from datetime import timedelta

from django.db.models import Q

from belong.ground.kernel.public import now

WISH_GOOD_FOR = timedelta(days=7)
INVITATION_GOOD_FOR = timedelta(days=30)
CODE_GOOD_FOR = timedelta(hours=1)
WAY_IN_GOOD_FOR = timedelta(days=30)


def holds() -> Q:
    """Invitations by which nobody has joined and that nobody took back or refused."""
    return Q(joined_at__isnull=True, taken_back_at__isnull=True, refused_at__isnull=True)


def is_open() -> Q:
    """Invitations that somebody can still follow."""
    return holds() & Q(expires_at__gt=now())


def lets_in() -> Q:
    """Requests that a host granted and nobody has used."""
    return Q(granted=True, joined_at__isnull=True, decided_at__gt=now() - WAY_IN_GOOD_FOR)

"""Whether a mail may go to somebody, right now: the one place that says so."""

from datetime import datetime

from django.db.models import Q

from belong.ground.kernel.public import YES, Decision, no, stopped_because
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import permission_rows
from belong.reach.gate.kinds import CHANNEL, terms_of

STOPPED = "Nothing is sent to this address any more."
NOT_ALLOWED = "The reader gave no permission for this."
NOBODY = "Nobody is known at this address, so nobody can have allowed this."


def may_send(kind: str, person: int | None, address: str, at: datetime) -> Decision:
    """Whether a mail of `kind` may go to `person` at `address`, at the instant `at`.

    What somebody asked for a moment ago (a code, a confirmation) is kept back only where the address is stopped.
    """
    if stopped_because(address) is not None:
        return no(STOPPED)
    terms = terms_of(kind)
    if terms.service:
        return YES
    if person is None:
        return no(NOBODY)
    return YES if _allowed(person, terms.purpose, at) else no(NOT_ALLOWED)


def _allowed(person: int, purpose: str, at: datetime) -> bool:
    """By whichever of their records: one who was merged is asked as one."""
    given = permission_rows().filter(person__in=ids_of(person), channel=CHANNEL, purpose=purpose, granted_at__lte=at)
    return given.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at)).exists()

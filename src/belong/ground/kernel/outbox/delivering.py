"""Sending what waits: each message at least once, and once more at most for each worker that was killed over it."""

import logging
from datetime import timedelta
from time import monotonic

from django.db import connection, transaction

from belong.ground.kernel.clock import now
from belong.ground.kernel.community import community
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.claiming import Delivery, State, begin, claim, delivery, end
from belong.ground.kernel.outbox.envelope import Envelope
from belong.ground.kernel.outbox.kinds import Kind, Outgoing, kinds
from belong.ground.kernel.outbox.stopping import stop_address
from belong.ground.kernel.outbox.troubles import Broken, Gone, Rejected, Trouble, Unreachable, readable
from belong.ground.kernel.outbox.ways import Line, way_out
from belong.ground.kernel.telling import told

RUN_SECONDS = 20.0
"""A run ends after this time, so that a worker that is asked to end can; another one follows."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=2)
GIVEN_UP_AFTER = timedelta(days=2)
REFUSED = "refused"
log = logging.getLogger("belong.mail")


def deliver(*, seconds: float = RUN_SECONDS) -> bool:
    """Send what is due; returns whether more is waiting that may go at once. Not inside a transaction.

    Where nothing can be sent, for want of settings or of a server that answers, everything waits as it is.
    """
    if connection.in_atomic_block:
        raise RuntimeError("delivering inside a transaction would hold it open for as long as a server takes")
    way = way_out()
    if way is None:
        return False
    ends = monotonic() + seconds
    with delivery() as run, way.line() as line:
        while batch := claim(run):
            for message in batch:
                if monotonic() > ends:
                    return True
                try:
                    _deliver_one(message, run, line)
                except Unreachable as shut:
                    log.warning("mail waits: %s", shut)
                    return False
    return False


def _deliver_one(message: OutboxMessage, run: Delivery, line: Line) -> None:
    if not begin(message, run):
        return
    message.attempts += 1
    kind = kinds().get(message.kind)
    if kind is None:
        end(message, run, State.FAILED, says=told("%(kind)s is no kind of mail any more.") % {"kind": message.kind})
        return
    outgoing = outgoing_of(message)
    try:
        may = kind.gate(outgoing)
        if not may:
            end(message, run, State.STOPPED, says=may.reason, forget=kind.secret)
            return
        line.send(_envelope(message, kind, outgoing))
    except Broken as broken:
        _again(message, run, broken)
        raise
    except Unreachable as shut:
        end(message, run, State.WAITING, says=shut, due_at=now() + FIRST_PAUSE)
        raise
    except Gone as gone:
        with transaction.atomic():
            stop_address(message.address, reason=REFUSED)
            end(message, run, State.FAILED, says=gone, forget=kind.secret)
    except Rejected as refused:
        end(message, run, State.FAILED, says=refused)
    except Trouble as trouble:
        _again(message, run, trouble)
    except Exception as mistake:
        log.exception("a mail of kind %s cannot be written", message.kind)
        _again(message, run, told("It cannot be written: %(says)s") % {"says": readable(repr(mistake))})
    else:
        end(message, run, State.SENT, forget=kind.secret)


def outgoing_of(message: OutboxMessage) -> Outgoing:
    return Outgoing(
        uid=message.uid,
        kind=message.kind,
        address=message.address,
        parameters=message.parameters,
        person=message.person,
        language=message.language,
        made_at=message.made_at,
    )


def _envelope(message: OutboxMessage, kind: Kind, outgoing: Outgoing) -> Envelope:
    ours = community()
    return Envelope(
        uid=message.uid,
        sender=ours.sender,
        sender_name=ours.sender_name or ours.name,
        address=message.address,
        made_at=message.made_at,
        letter=kind.renderer(outgoing),
    )


def _again(message: OutboxMessage, run: Delivery, says: object) -> None:
    """Wait, longer after each try; two days after the first that was put off it is given up. What it waited before,
    for its day or for a server, does not count."""
    at = now()
    since = message.put_off_since or at
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(message.attempts - 1, 10))
    if at + pause - since > GIVEN_UP_AFTER:
        over = told("Given up after %(count)s tries. %(says)s") % {"count": message.attempts, "says": str(says)}
        end(message, run, State.FAILED, says=over)
    else:
        end(message, run, State.WAITING, says=says, due_at=at + pause, put_off_since=since)

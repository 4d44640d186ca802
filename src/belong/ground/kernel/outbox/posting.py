"""Messages to be sent, kept in the transaction that caused them. Delivery takes them from the table."""

from collections.abc import Mapping

from django.db import connection, transaction

from belong.ground.kernel.db import require_transaction
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.kinds import kind_named
from belong.ground.kernel.outbox.stopping import stopped_because, tidy
from belong.ground.kernel.outbox.tasks import deliver_now


def post(
    *, kind: str, address: str, parameters: Mapping[str, object], person: int | None = None, language: str = ""
) -> int:
    """Keep a message of `kind` for `address` (lower-cased); it exists only if the surrounding transaction commits.

    `parameters` (JSON: ids, short texts) are exactly those that the kind names; `person` is who reads it, where that
    is known, so that erasing them empties it; `language` is the community's where it is left out. An address that is
    stopped gets a row in state `stopped`, so that it can be seen that nothing was sent and why.
    """
    require_transaction("posting a message")
    if kind_named(kind).parameters != parameters.keys():
        raise ValueError(f"{kind} takes {sorted(kind_named(kind).parameters)}, not {sorted(parameters)}")
    address = tidy(address)
    reason = stopped_because(address)
    if not any(entry[1] is wake for entry in connection.run_on_commit):  # once for all mails of the transaction
        transaction.on_commit(wake)
    return OutboxMessage.objects.create(
        kind=kind,
        address=address,
        parameters=dict(parameters),
        person=person,
        language=language,
        state=OutboxMessage.State.STOPPED if reason else OutboxMessage.State.WAITING,
        last_error=reason or "",
    ).pk


def wake() -> None:
    """Have a worker look; should this process end before it could say so, one looks each minute by itself."""
    deliver_now.enqueue(once="kernel.deliver")

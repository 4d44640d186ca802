"""Messages to be sent, kept in the transaction that caused them. Delivery takes them from the table."""

from collections.abc import Mapping

from belong.ground.kernel.db import require_transaction
from belong.ground.kernel.models import OutboxMessage, StoppedAddress


def post(*, kind: str, address: str, parameters: Mapping[str, object]) -> int:
    """Keep a message of `kind` for `address` (lower-cased); it exists only if the surrounding transaction commits.

    An address that is stopped gets a row in state `stopped`, so that it can be seen that nothing was sent and why.
    """
    require_transaction("posting a message")
    address = address.strip().lower()
    stopped = StoppedAddress.objects.filter(address=address).exists()
    state = OutboxMessage.State.STOPPED if stopped else OutboxMessage.State.WAITING
    return OutboxMessage.objects.create(kind=kind, address=address, parameters=dict(parameters), state=state).pk


def stop_address(address: str, *, reason: str) -> None:
    """Never write to `address` again; messages that wait for it are stopped too."""
    require_transaction("stopping an address")
    address = address.strip().lower()
    StoppedAddress.objects.get_or_create(address=address, defaults={"reason": reason})
    OutboxMessage.objects.filter(address=address, state=OutboxMessage.State.WAITING).update(
        state=OutboxMessage.State.STOPPED
    )

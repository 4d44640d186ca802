"""Messages to be sent, kept in the transaction that caused them. Delivery takes them from the table."""

from collections.abc import Mapping

from belong.ground.kernel.db import require_transaction
from belong.ground.kernel.models import OutboxMessage, StoppedAddress
from belong.ground.kernel.outbox.kinds import kind_named
from belong.ground.kernel.secrets import keyed_hash


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
    return OutboxMessage.objects.create(
        kind=kind,
        address=address,
        parameters=dict(parameters),
        person=person,
        language=language,
        state=OutboxMessage.State.STOPPED if reason else OutboxMessage.State.WAITING,
        last_error=reason or "",
    ).pk


def stop_address(address: str, *, reason: str) -> None:
    """Never write to `address` again; messages that wait for it are stopped too."""
    require_transaction("stopping an address")
    address = tidy(address)
    StoppedAddress.objects.get_or_create(digest=digest_of(address), defaults={"reason": reason})
    OutboxMessage.objects.filter(address=address, state=OutboxMessage.State.WAITING).update(
        state=OutboxMessage.State.STOPPED, last_error=reason
    )


def free_address(address: str) -> bool:
    """Write to `address` again from now on; returns whether it was stopped."""
    require_transaction("freeing an address")
    return bool(StoppedAddress.objects.filter(digest=digest_of(tidy(address))).delete()[0])


def stopped_because(address: str) -> str | None:
    """Why nothing is sent to `address`; None where nothing stands against it."""
    return StoppedAddress.objects.filter(digest=digest_of(tidy(address))).values_list("reason", flat=True).first()


def tidy(address: str) -> str:
    return address.strip().lower()


def digest_of(address: str) -> str:
    """What is kept of a stopped address: enough to know it again, nothing to read."""
    return keyed_hash(address, purpose="kernel.stopped_address").hex()

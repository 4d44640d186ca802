"""Addresses to which nothing is sent any more."""

from belong.ground.kernel.db import require_transaction
from belong.ground.kernel.models import OutboxMessage, StoppedAddress
from belong.ground.kernel.secrets import keyed_hash


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

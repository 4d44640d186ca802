"""The mails that were posted, as the tests of signing in read them."""

from typing import Any

from belong.ground.kernel.models import OutboxMessage


def posted(address: str) -> list[tuple[str, dict[str, Any]]]:
    """Kind and parameters of what was posted to an address, in order."""
    found = OutboxMessage.objects.filter(address=address).order_by("pk")
    return [(one.kind, one.parameters) for one in found]


def newest_code(address: str) -> str:
    """The code of the newest mail to an address that has one."""
    return str(next(told["code"] for _, told in reversed(posted(address)) if "code" in told))


def forget_posted() -> None:
    """As if nothing had been posted so far."""
    OutboxMessage.objects.all().delete()

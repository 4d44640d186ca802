"""Mails that are due and yet have to wait: who reads them got enough for now. Who says so is a room above."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Q

from belong.ground.kernel.models import OutboxMessage

State = OutboxMessage.State


@dataclass(frozen=True, slots=True)
class Due:
    """A message that could leave now."""

    id: int
    kind: str
    person: int | None


@dataclass(frozen=True, slots=True)
class Wait:
    """It waits until then; `says` why, for those who look at the mailbox. None: for the next batch, in its place."""

    until: datetime | None
    says: str = ""


Holder = Callable[[Sequence[Due]], Mapping[int, Wait]]

_holders: list[Holder] = []

PUT_OFF = """
update kernel_outboxmessage m set due_at = each.until, last_error = each.says
from unnest(%s::bigint[], %s::timestamptz[], %s::text[]) as each (id, until, says)
where m.id = each.id and m.state = 'waiting'
"""


def register_holder(holder: Holder) -> None:
    """`holder(due)` is asked once for each batch, before it leaves, and names those of it that wait, by their ids.

    It is asked by one delivery at a time; what it said may go counts as on its way (`gone_since`) from then on. Whoever
    has one wait for the next batch lets another one of the same batch go.
    """
    _holders.append(holder)


def put_off(due: Sequence[Due]) -> set[int]:
    """Have those wait that have to, and give their ids. Inside the transaction that claims."""
    waits: dict[int, Wait] = {}
    for holder in _holders:
        waits |= holder([one for one in due if one.id not in waits])
    dated = [(number, wait.until, wait.says) for number, wait in waits.items() if wait.until is not None]
    if dated:
        with connection.cursor() as cursor:
            cursor.execute(PUT_OFF, [list(column) for column in zip(*dated, strict=True)])
    return set(waits)


@dataclass(frozen=True, slots=True)
class Gone:
    """How many messages have left, and how many others somebody is sending now: it may turn out that they do not go."""

    sent: int
    in_hand: int


def gone_since(since: datetime, *, persons: Collection[int], kinds: Collection[str]) -> dict[tuple[int, str], Gone]:
    """How many messages of each kind went to each person since then, with those that are on their way now."""
    found = OutboxMessage.objects.filter(
        Q(state=State.SENDING) | Q(state=State.SENT, sent_at__gte=since), person__in=persons, kind__in=kinds
    )
    counted = (
        found.order_by()
        .values_list("person", "kind")
        .annotate(sent=Count("id", filter=Q(state=State.SENT)), in_hand=Count("id", filter=Q(state=State.SENDING)))
    )
    return {(person, kind): Gone(sent, in_hand) for person, kind, sent, in_hand in counted if person is not None}

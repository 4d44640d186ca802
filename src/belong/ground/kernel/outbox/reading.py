"""Looking at the messages of the house and taking them in hand. Who may do so is for rooms above to say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from belong.ground.kernel.clock import now
from belong.ground.kernel.errors import NotFound
from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.outbox.delivering import outgoing_of
from belong.ground.kernel.outbox.kinds import Letter, kind_named, kinds
from belong.ground.kernel.outbox.posting import wake
from belong.ground.kernel.outbox.stopping import stopped_because
from belong.ground.kernel.telling import retold_text

State = OutboxMessage.State


@dataclass(frozen=True, slots=True)
class MessageCard:
    """A message as it stands. `says`: why it did not leave, if so. `secret`: it lets its reader in.

    `parameters` are empty where they were forgotten.
    """

    id: int
    uid: UUID
    kind: str
    address: str
    parameters: Mapping[str, Any]
    person: int | None
    state: str
    secret: bool
    made_at: datetime
    due_at: datetime
    sent_at: datetime | None
    attempts: int
    says: str

    @property
    def is_readable(self) -> bool:
        """Whether all is there that its words are made of."""
        kind = kinds().get(self.kind)
        return kind is not None and kind.parameters == self.parameters.keys()


def messages(
    *,
    states: Collection[str] = (),
    readers: tuple[Collection[int], Collection[str]] | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[MessageCard]:
    """The newest messages first, from one below `before` on; of `states`, or all; to everybody, or to the `readers`
    (ids of persons, addresses)."""
    found = OutboxMessage.objects.order_by("-id")
    if states:
        found = found.filter(state__in=states)
    if readers is not None:
        found = found.filter(_to(*readers))
    if before is not None:
        found = found.filter(pk__lt=before)
    return [_card(row) for row in found[:limit]]


def message(uid: UUID) -> MessageCard | None:
    row = OutboxMessage.objects.filter(uid=uid).first()
    return _card(row) if row is not None else None


def messages_of(ids: Collection[int]) -> list[MessageCard]:
    """The messages of these ids that are still kept."""
    return [_card(row) for row in OutboxMessage.objects.filter(pk__in=ids)]


def letter_of(uid: UUID) -> Letter | None:
    """The mail in the words that it has now; None where they were forgotten."""
    row = OutboxMessage.objects.filter(uid=uid).first()
    if row is None or not _card(row).is_readable:
        return None
    return kind_named(row.kind).renderer(outgoing_of(row))


def message_counts() -> dict[str, int]:
    """How many messages are in each state that has any."""
    rows = OutboxMessage.objects.values("state").annotate(count=Count("id")).values_list("state", "count")
    return dict(rows.order_by())


def send_again(uid: UUID) -> bool:
    """Have a message sent as soon as can be: one that waits, that failed or was held back. False where it cannot be:
    its words were forgotten, its address is stopped, it is being sent or has left."""
    with transaction.atomic():
        row = OutboxMessage.objects.select_for_update().filter(uid=uid).first()
        if row is None:
            raise NotFound
        if row.state in {State.SENDING, State.SENT} or not _card(row).is_readable or stopped_because(row.address):
            return False
        OutboxMessage.objects.filter(pk=row.pk).update(
            state=State.WAITING, due_at=now(), last_error="", put_off_since=None
        )
        transaction.on_commit(wake)
        return True


def hold_back(uid: UUID, *, reason: str) -> bool:
    """Do not send a message that waits. False where it does not wait any more."""
    return bool(
        OutboxMessage.objects.filter(uid=uid, state=State.WAITING).update(state=State.STOPPED, last_error=reason)
    )


def forget_messages(before: datetime) -> int:
    """Messages that were made before that instant go; those too that never found a way out, but for one on its way."""
    return OutboxMessage.objects.filter(made_at__lt=before).exclude(state=State.SENDING).delete()[0]


def erase_messages(persons: Collection[int], addresses: Collection[str], kinds: Collection[str] = ()) -> None:
    """Messages to these persons and addresses go, whatever their state; of `kinds`, or all."""
    found = OutboxMessage.objects.filter(_to(persons, addresses))
    (found.filter(kind__in=kinds) if kinds else found).delete()


def addresses_written_to() -> set[str]:
    """The addresses of all messages of which it is not known whose they are."""
    return set(OutboxMessage.objects.filter(person__isnull=True).values_list("address", flat=True).distinct())


def _to(persons: Collection[int], addresses: Collection[str]) -> Q:
    return Q(person__in=list(persons)) | Q(address__in=[address.lower() for address in addresses])


def _card(row: OutboxMessage) -> MessageCard:
    kind = kinds().get(row.kind)
    return MessageCard(
        id=row.pk,
        uid=row.uid,
        kind=row.kind,
        address=row.address,
        parameters=row.parameters,
        person=row.person,
        state=row.state,
        secret=kind is None or kind.secret,
        made_at=row.made_at,
        due_at=row.due_at,
        sent_at=row.sent_at,
        attempts=row.attempts,
        says=retold_text(row.last_error),
    )

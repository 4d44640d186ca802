"""The mailbox: what the house sends, and whether it left."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.conf import settings

from belong.ground.kernel.public import (
    MessageCard,
    NotFound,
    Page,
    community,
    decode_cursor,
    letter_of,
    message,
    message_counts,
    messages,
    page_of,
    stopped_because,
)
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor
from belong.reach.notifications.cards import MailCard, MailDetail
from belong.reach.notifications.mails import MAILS
from belong.reach.notifications.policies import may_handle, may_open, may_read

PAGE = 30
STATES: Mapping[str, Collection[str]] = {
    "waiting": ("waiting", "sending"),
    "failed": ("failed", "stopped"),
    "sent": ("sent",),
}
"""The ways to narrow the list, each with the states in it."""

_mails = {mail.kind: mail for mail in MAILS}


def mailbox(actor: Actor, show: str = "", cursor: str | None = None) -> Page[MailCard]:
    """Mails, the newest first: all of them for hosts, their own for members of the demo. `show`: a name of `STATES`,
    or nothing for all. Two queries."""
    if not may_open(actor):
        raise NotFound
    own = _own(actor)
    before = int(str(decode_cursor(cursor, [int])[0])) if cursor is not None else None
    found = messages(
        states=STATES.get(show, ()), readers=None if actor.is_host else (own, ()), before=before, limit=PAGE + 1
    )
    return page_of([_card(actor, one, own) for one in found], PAGE, lambda card: (card.id,))


def mailbox_counts(actor: Actor) -> dict[str, int]:
    """How many mails each of `STATES` has. Hosts only."""
    may_handle(actor).or_refuse()
    counts = message_counts()
    return {show: sum(counts.get(state, 0) for state in states) for show, states in STATES.items()}


def mail(actor: Actor, uid: UUID) -> MailDetail:
    """One mail, and what the actor may do with it."""
    own, found = _own(actor), message(uid)
    if found is None or not may_open(actor) or not (actor.is_host or found.person in own):
        raise NotFound
    card = _card(actor, found, own)
    letter = letter_of(uid) if card.may_read else None
    stopped = stopped_because(found.address) is not None
    is_over = found.state in {"sending", "sent"}
    handles = bool(may_handle(actor))
    return MailDetail(
        card=card,
        letter=letter,
        # elsewhere a host who follows it would say yes in the reader's stead
        path=str(found.parameters.get("path", "")) if letter and settings.DEMO else "",
        may_send_again=handles and not is_over and found.is_readable and not stopped,
        may_hold_back=handles and found.state == "waiting",
        may_free=handles and stopped,
    )


def _own(actor: Actor) -> Collection[int]:
    return ids_of(actor.person) if actor.person is not None else ()


def _card(actor: Actor, found: MessageCard, own: Collection[int]) -> MailCard:
    readable = bool(may_read(actor, found, own)) and found.is_readable
    kind = _mails.get(found.kind)
    if kind is None:
        title = found.kind
    elif readable:
        title = str(kind.subject) % {**found.parameters, "community": community().name}
    else:
        title = str(kind.title)
    return MailCard(
        id=found.id,
        uid=found.uid,
        kind=found.kind,
        address=found.address,
        title=title,
        state=found.state,
        says=found.says,
        attempts=found.attempts,
        made_at=found.made_at,
        sent_at=found.sent_at,
        next_at=found.due_at if found.state == "waiting" else None,
        may_read=readable,
    )

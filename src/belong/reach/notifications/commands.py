"""What hosts do with mails that did not leave as they should, and what the room forgets of a person."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import (
    MessageCard,
    NotFound,
    Refused,
    addresses_written_to,
    erase_messages,
    forget_words_naming,
    free_address,
    hold_back,
    message,
    messages,
    send_again,
)
from belong.ground.ledger.public import Handled, MailHandled, ids_of, record
from belong.ground.people.public import Actor, erased_key, identity_rows, names_of, reader_of
from belong.reach.notifications.policies import may_handle

HELD_BACK = "A host held it back."
NOT_NOW = _(
    "This mail cannot be sent: it has left, it is on its way, its words were forgotten or its address is stopped."
)
TOO_LATE = _("This mail does not wait any more.")
TABLES = ("kernel_outboxmessage",)
MAIL = "mail"
MOST_EXPORTED = 10_000


def send_mail_again(*, actor: Actor, uid: UUID) -> None:
    """Have a mail tried again at once that waits or did not leave."""
    with transaction.atomic():
        found = _mail_for(actor, uid)
        if not send_again(uid):
            raise Refused(NOT_NOW)
        _record(actor, found, Handled.AGAIN)


def hold_mail_back(*, actor: Actor, uid: UUID) -> None:
    """Do not send a mail that waits; it can be sent later."""
    with transaction.atomic():
        found = _mail_for(actor, uid)
        if not hold_back(uid, reason=HELD_BACK):
            raise Refused(TOO_LATE)
        _record(actor, found, Handled.HELD)


def free_mail_address(*, actor: Actor, uid: UUID) -> None:
    """Write again to the address of this mail: whoever reads it said that it is good."""
    with transaction.atomic():
        found = _mail_for(actor, uid)
        if free_address(found.address):
            _record(actor, found, Handled.FREED)


def _mail_for(actor: Actor, uid: UUID) -> MessageCard:
    may_handle(actor).or_refuse()
    found = message(uid)
    if found is None:
        raise NotFound
    return found


def _record(actor: Actor, mail: MessageCard, act: Handled) -> None:
    """What a host did with a mail is done towards its reader, where we know who that is."""
    reader = mail.person
    if reader is None and (known := reader_of(mail.address)) is not None:
        reader = known.id
    about = f"notifications.mail:{mail.id}"
    record(MailHandled(actor=actor.acting, counterpart=reader, about=about, recorded_by=actor.acting, act=act))


def erase_person(person: int) -> None:
    """Mails to the person go, by whichever of their ids and addresses they were posted.

    Mails to others lose their words where these name the person: one that waits is not sent.
    Whether or not people has forgotten the addresses already: their digests tell which they were.
    """
    ids = ids_of(person)
    known = set(identity_rows().filter(person__in=ids, source=MAIL).values_list("key", flat=True))
    theirs = {address for address in addresses_written_to() if address in known or erased_key(MAIL, address) in known}
    erase_messages(ids, theirs)
    forget_words_naming(names_of(person))


def export_person(person: int) -> Mapping[str, object]:
    """The mails to the person that are still kept; not what lets somebody in."""
    kept = messages(readers=(ids_of(person), ()), limit=MOST_EXPORTED)
    return {
        "mails": [
            {
                "kind": one.kind,
                "address": one.address,
                "state": one.state,
                "made_at": one.made_at,
                "sent_at": one.sent_at,
                "parameters": {} if one.secret else dict(one.parameters),
            }
            for one in kept
        ]
    }

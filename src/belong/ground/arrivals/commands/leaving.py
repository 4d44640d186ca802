"""Leaving again, without an account: by the signed link that is in every mail."""

import hmac
from uuid import UUID

from django.db import transaction

from belong.ground.arrivals.commands.wishes import CHANNEL, HOUSE, PURPOSE
from belong.ground.arrivals.paths import leaving_path
from belong.ground.arrivals.secrets import signature
from belong.ground.kernel.public import NotFound, post
from belong.ground.people.public import invalid_as, mail_address, person_of_uid, reader_of, withdraw_permission

KIND = "service.leave"


def leave(*, person: UUID, channel: str, purpose: str, signed: str) -> None:
    """The permission ends at once. Doing it again changes nothing. Raises `NotFound` for a link that we never made."""
    if not is_leaving_link(person, channel, purpose, signed):
        raise NotFound
    known = person_of_uid(person)
    if known is None:
        raise NotFound
    withdraw_permission(actor=HOUSE, person=known, channel=channel, purpose=purpose)


def is_leaving_link(person: UUID, channel: str, purpose: str, signed: str) -> bool:
    return hmac.compare_digest(signature(person, channel, purpose).encode(), signed.encode())


def ask_to_leave(*, address: str, language: str = "") -> None:
    """Send the reader of `address` the link by which they leave, if we write to them. Nobody learns whether we do."""
    with invalid_as("address"):
        address = mail_address(address)
    with transaction.atomic():
        person = reader_of(address)
        if person is not None:
            path = leaving_path(person.uid, CHANNEL, PURPOSE)
            post(kind=KIND, address=address, parameters={"path": path}, person=person.id, language=language)

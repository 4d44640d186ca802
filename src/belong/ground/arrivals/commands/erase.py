"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import F

from belong.ground.arrivals.models import Invitation, Request, Wish
from belong.ground.kernel.public import erase_messages
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Account, erased_key, identity_rows

TABLES = ("arrivals_wish", "arrivals_invitation", "arrivals_request")
MAIL = "mail"


def erase_person(person: int) -> None:
    """What they asked for and what others wrote to their address goes; of their own invitations that they sent some.

    An address that they confirmed when they asked to join is theirs too, though they may have signed up with another.
    """
    ids = ids_of(person)
    with transaction.atomic():
        asked = _asked_from(ids)
        theirs = _addresses(person) | asked
        erase_messages((), asked)
        Wish.objects.filter(address__in=theirs).delete()
        Request.objects.filter(address__in=theirs).delete()
        Request.objects.filter(person__in=ids).delete()
        Request.objects.filter(decided_by__in=ids).update(decided_by=None, words="")
        Invitation.objects.filter(inviter__in=ids).update(address="", line="", taken_back_at=None, refused_at=None)
        Invitation.objects.filter(inviter__in=ids, joined_at__isnull=True).update(expires_at=F("sent_at"))
        Invitation.objects.filter(address__in=theirs).update(address="", line="", expires_at=F("sent_at"))


def _asked_from(ids: Collection[int]) -> set[str]:
    """Where they asked to join from, unless somebody else is known by that address meanwhile."""
    asked = set(Request.objects.filter(person__in=ids).values_list("address", flat=True))
    others = identity_rows().filter(source=MAIL, key__in=asked).exclude(person__in=ids)
    return asked - set(others.values_list("key", flat=True))


def _addresses(person: int) -> set[str]:
    """The person's own, whether or not people has forgotten them already: their digests tell which they were."""
    ids = ids_of(person)
    known = set(identity_rows().filter(person__in=ids, source=MAIL).values_list("key", flat=True))
    known |= set(Account.objects.filter(person__in=ids).values_list("email", flat=True))
    kept = set(Wish.objects.values_list("address", flat=True))
    kept |= set(Request.objects.values_list("address", flat=True))
    kept |= set(Invitation.objects.exclude(address="").values_list("address", flat=True))
    return {address for address in kept if address in known or erased_key(MAIL, address) in known}


def export_person(person: int) -> Mapping[str, object]:
    """Whom they invited with which words, and what they answered when they asked to join."""
    ids = ids_of(person)
    return {
        "invitations_sent": list(
            Invitation.objects.filter(inviter__in=ids)
            .order_by("pk")
            .values("address", "line", "sent_at", "expires_at", "taken_back_at", "joined_at")
        ),
        "request_to_join": list(
            Request.objects.filter(person__in=ids)
            .order_by("pk")
            .values("name", "address", "answers", "asked_at", "decided_at", "granted", "words")
        ),
        "invited_at": list(Invitation.objects.filter(person__in=ids).order_by("pk").values_list("sent_at", flat=True)),
    }

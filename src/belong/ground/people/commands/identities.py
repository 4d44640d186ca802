from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.public import Invalid, Refused, now
from belong.ground.ledger.public import IdentityAdded, canonical, record, standing_rows
from belong.ground.people import checks
from belong.ground.people.actor import Actor
from belong.ground.people.commands.fetching import invalid_as, lock_identities, person_for
from belong.ground.people.commands.merging.meeting import meet
from belong.ground.people.models import MAIL, Account, Identity, Person
from belong.ground.people.policies import HOSTS_ONLY, may_add_people

TAKEN = gettext_lazy("Somebody else is known by this already.")


def add_identity(*, actor: Actor, person: int, source: str, key: str, verified: bool = False) -> int:
    """The person is also known as `key` at `source`. Hosts only: what is not verified must not be claimed.

    Adding it again changes nothing. Raises `Invalid` where somebody else is known by it.
    """
    with transaction.atomic():
        found = person_for(actor, person)
        may_add_people(actor).or_refuse()
        with invalid_as("key"):
            source, key = checks.identity(source, key)
        lock_identities()
        return attach(found, source, key, actor=actor, verified=verified).pk


def verify_identity(*, actor: Actor, account: int, email: str) -> int:
    """The account's holder showed that they read mail at `email`: it is an identity of theirs from now on.

    Whoever is known by it and has no account and no powers is them: both records become one. The house itself says so
    after a confirmation, or a host. Raises `Refused` where it is somebody else's whom a host has to look at.
    """
    with transaction.atomic():
        shown = shown_to_read(actor, account, email)
        if shown is None:
            says = _("%(why)s A host can find out whether they are the same person.")
            raise Refused(says % {"why": TAKEN})
        return shown.pk


def shown_to_read(actor: Actor, account: int, email: str) -> Identity | None:
    """The identity that the account's holder has by this address; None where it stays somebody else's."""
    if not actor.is_host:
        raise Refused(HOSTS_ONLY)
    with invalid_as("email"):
        address = checks.mail_address(email)
    holder = Account.objects.select_related("person").filter(pk=account, is_active=True).first()
    if holder is None:
        raise Invalid({"account": _("There is no such account.")})
    lock_identities()
    known = Identity.objects.filter(
        standing_rows("batch"), standing_rows("person__batch"), source=MAIL, key=address
    ).first()
    if known is not None and not meet(holder.person_id, known.person_id):
        return None
    return attach(holder.person, MAIL, address, actor=actor, verified=True)


def attach(person: Person, source: str, key: str, *, actor: Actor, verified: bool) -> Identity:
    """Keep an identity, with its fact. Inside a transaction that holds the lock of identities.

    One that only an undone import knew is taken over; one that stands for somebody else is `Invalid`.
    """
    verified_at = now() if verified else None
    found = Identity.objects.filter(source=source, key=key).first()
    if found is None:
        found = Identity.objects.create(person=person, source=source, key=key, verified_at=verified_at)
    elif not Identity.objects.filter(standing_rows("batch"), standing_rows("person__batch"), pk=found.pk).exists():
        found.person, found.batch, found.verified_at = person, None, verified_at
        found.save(update_fields=["person", "batch", "verified_at"])
    elif found.person_id != person.pk and canonical(found.person_id) != canonical(person.pk):
        raise Invalid({"key": TAKEN})
    else:
        if verified and found.verified_at is None:
            found.verified_at = verified_at
            found.save(update_fields=["verified_at"])
        return found
    record(IdentityAdded(actor=person.pk, about=f"people.person:{person.pk}", recorded_by=actor.acting))
    return found

"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from belong.ground.kernel.public import now
from belong.ground.ledger.public import AccountClosed, ids_of, record
from belong.ground.people.actor import Actor
from belong.ground.people.commands.own_data import take_exports_away
from belong.ground.people.commands.permissions import end_permissions
from belong.ground.people.commands.roles import end, refuse_without_owner
from belong.ground.people.commands.sourced import ERASED, erased_key
from belong.ground.people.models import (
    Account,
    Appointment,
    Claim,
    Edit,
    Export,
    Identity,
    Merge,
    Note,
    Permission,
    Person,
    Renamed,
    RoleHeld,
    SamePerson,
)

TABLES = (
    "people_person",
    "people_identity",
    "people_account",
    "people_permission",
    "people_roleheld",
    "people_sameperson",
    "people_renamed",
    "people_merge",
    "people_chosen",
    "people_claim",
    "people_export",
    "people_erasure",
    "people_edit",
    "people_appointment",
    "people_note",
)
ERASURE = Actor.system_run("erasure")


def erase_person(person: int) -> None:
    """Empty all that the room holds of the person, under each of their ids; only numbers and times stay.

    Of identities a keyed digest is kept, so that an archive that comes again does not bring the name back.
    """
    with transaction.atomic():
        take_exports_away(person)  # first: it may wait, and who has written holds back all who follow the ledger
        for row in Person.objects.select_for_update().filter(pk__in=ids_of(person)):
            refuse_without_owner(without=row.pk)
            _erase(row)
        take_exports_away(person)  # one that was asked for between the first look and the lock on the person


def _erase(person: Person) -> None:
    end_permissions(person, actor=ERASURE)
    for role in RoleHeld.objects.filter(person=person, until_at__isnull=True).values_list("role", flat=True).distinct():
        end(person, role, actor=ERASURE)
    RoleHeld.objects.filter(person=person).update(continues="", term_until=None)
    _forget_what_hosts_keep(person)
    Permission.objects.filter(person=person).update(proof="")
    for identity in Identity.objects.filter(person=person).exclude(key__startswith=ERASED):
        identity.key = erased_key(identity.source, identity.key)
        identity.verified_at = None
        identity.save(update_fields=["key", "verified_at"])
    SamePerson.objects.filter(Q(person=person) | Q(other=person)).delete()
    Renamed.objects.filter(person=person).delete()
    Claim.objects.filter(person=person).delete()
    Claim.objects.filter(found=person).update(place="", called="", reason="", answer="", found=None)
    for account in Account.objects.filter(person=person):
        if account.is_active:
            record(AccountClosed(actor=person.pk, about=f"people.person:{person.pk}"))
        account.delete()
    person.name, person.language, person.erased_at = "", "", person.erased_at or now()
    person.save(update_fields=["name", "language", "erased_at"])


def _forget_what_hosts_keep(person: Person) -> None:
    """Notes and appointments go, of edits the words; who wrote what about others is forgotten."""
    Note.objects.filter(person=person).delete()
    Appointment.objects.filter(person=person).delete()
    Edit.objects.filter(person=person).update(before="", after="", reason="")
    for model in (Note, Appointment, Edit):
        model._default_manager.filter(by=person).update(by=None)


def export_person(person: int) -> Mapping[str, object]:
    """All that the room keeps about the person, as plain data."""
    ids = ids_of(person)
    return {
        "persons": list(
            Person.objects.filter(pk__in=ids).order_by("pk").values("uid", "name", "joined_at", "language")
        ),
        "identities": list(
            Identity.objects.filter(person__in=ids).order_by("source", "key").values("source", "key", "verified_at")
        ),
        "accounts": list(
            Account.objects.filter(person__in=ids).order_by("pk").values("email", "opened_at", "closed_at")
        ),
        "permissions": list(
            Permission.objects.filter(person__in=ids)
            .order_by("granted_at", "pk")
            .values("channel", "purpose", "granted_at", "withdrawn_at", "proof")
        ),
        "perhaps_the_same_as": list(
            SamePerson.objects.filter(Q(person__in=ids) | Q(other__in=ids)).order_by("pk").values("reason", "state")
        ),
        "claims": list(
            Claim.objects.filter(person__in=ids)
            .order_by("pk")
            .values("place", "called", "reason", "asked_at", "state", "answer", "decided_at")
        ),
        "records_that_are_one": list(
            Merge.objects.filter(person__in=ids, parted_at__isnull=True).order_by("pk").values("why", "merged_at")
        ),
        "exports": list(Export.objects.filter(person__in=ids).order_by("pk").values("asked_at", "ready_at")),
        "roles": list(
            RoleHeld.objects.filter(person__in=ids)
            .order_by("from_at", "pk")
            .values("role", "from_at", "until_at", "term_until", "continues")
        ),
        "roles_to_come": list(
            Appointment.objects.filter(person__in=ids).order_by("pk").values("role", "from_at", "until_at")
        ),
        "notes_of_hosts": list(Note.objects.filter(person__in=ids).order_by("at", "pk").values("at", "body")),
        "changed_by_hosts": list(
            Edit.objects.filter(person__in=ids)
            .order_by("at", "pk")
            .values("at", "what", "role", "before", "after", "reason")
        ),
    }

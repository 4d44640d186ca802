from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from belong.ground.kernel.public import Invalid, Refused, now
from belong.ground.ledger.public import PermissionGranted, PermissionWithdrawn, ids_of, record, standing_rows
from belong.ground.people import checks
from belong.ground.people.actor import Actor
from belong.ground.people.commands.fetching import invalid_as, person_for
from belong.ground.people.models import PROOF_LENGTH, Permission, Person
from belong.ground.people.policies import is_self, may_change
from belong.ground.people.relations import permission_until


def grant_permission(
    *, actor: Actor, person: int, channel: str, purpose: str, proof: str = "", at: datetime | None = None
) -> int:
    """The person allows to be written to on `channel` for `purpose`. Theirs to say; hosts record it with a proof.

    `at` is when they did, if earlier; one that they withdrew since is not granted again by it. A permission that
    stands is kept as it is.
    """
    with transaction.atomic():
        found = person_for(actor, person)
        may_change(actor, person).or_refuse()
        with invalid_as("channel"):
            checks.word(channel, _("The channel"))
        with invalid_as("purpose"):
            checks.word(purpose, _("The purpose"))
        with invalid_as("proof"):
            proof = checks.one_line(proof, PROOF_LENGTH, _("The proof"))
        with invalid_as("at"):
            granted_at = checks.instant(at or now(), _("The instant of the permission"))
        if not proof and not is_self(actor, person):
            raise Invalid({"proof": _("Say how the person gave it: who records it for them keeps the proof.")})
        known = Permission.objects.filter(
            standing_rows("batch"), person__in=ids_of(found.pk), channel=channel, purpose=purpose
        )
        standing = known.alias(until=permission_until()).filter(until__isnull=True).first()
        if standing is not None:
            return standing.pk
        if known.filter(withdrawn_at__gt=granted_at).exists():
            raise Refused(_("They have withdrawn it since."))
        holder = actor.acting if actor.acting is not None and is_self(actor, person) else found.pk
        _end(known.filter(person=holder, withdrawn_at__isnull=True), actor=actor)  # another record's no had ended it
        made = Permission.objects.create(
            person_id=holder, channel=channel, purpose=purpose, granted_at=granted_at, proof=proof
        )
        record(
            PermissionGranted(
                actor=holder,
                about=f"people.permission:{made.pk}",
                purpose=purpose,
                occurred_at=granted_at,
                recorded_by=actor.acting,
            )
        )
        return made.pk


def withdraw_permission(*, actor: Actor, person: int, channel: str, purpose: str) -> None:
    """The person takes the permission back, at once and for good: no import opens it again."""
    with transaction.atomic():
        found = person_for(actor, person)
        may_change(actor, person).or_refuse()
        end_permissions(found, actor=actor, channel=channel, purpose=purpose)


def end_permissions(person: Person, *, actor: Actor, channel: str | None = None, purpose: str | None = None) -> None:
    """End the person's open permissions (all of them, or those of a channel and purpose), with the facts.

    Also those that an import under way or undone brought: when it stands again, they stay withdrawn.
    """
    open_ones = Permission.objects.filter(person__in=ids_of(person.pk), withdrawn_at__isnull=True)
    if channel is not None:
        open_ones = open_ones.filter(channel=channel)
    if purpose is not None:
        open_ones = open_ones.filter(purpose=purpose)
    _end(open_ones, actor=actor)


def _end(open_ones: QuerySet[Permission], *, actor: Actor) -> None:
    at = now()
    standing = list(open_ones.filter(standing_rows("batch")).order_by("pk"))
    open_ones.update(withdrawn_at=at, ended_here=True)
    for permission in standing:
        record(
            PermissionWithdrawn(
                actor=permission.person_id,
                about=f"people.permission:{permission.pk}",
                purpose=permission.purpose,
                occurred_at=at,
                recorded_by=actor.acting,
            )
        )

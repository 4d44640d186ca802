from django.db import transaction
from django.utils.translation import gettext as _

from belong.ground.kernel.public import Refused, now
from belong.ground.ledger.public import RoleEnded, RoleGiven, ids_of, record, standing_rows
from belong.ground.people import checks
from belong.ground.people.actor import OWNER, Actor
from belong.ground.people.commands.fetching import invalid_as, person_for
from belong.ground.people.models import Account, Person, RoleHeld
from belong.ground.people.policies import may_give_role


def give_role(*, actor: Actor, person: int, role: str) -> int:
    """The person has the role from now on. Owners give owner and host, hosts all others. Once is enough."""
    with transaction.atomic():
        found = person_for(actor, person)
        may_give_role(actor, role).or_refuse()
        with invalid_as("role"):
            checks.word(role, _("The role"))
        return give(found, role, actor=actor)


def give(person: Person, role: str, *, actor: Actor) -> int:
    """Keep a role, with its fact, unless the person has it. Inside a transaction."""
    held = RoleHeld.objects.filter(
        standing_rows("batch"), person__in=ids_of(person.pk), role=role, until_at__isnull=True
    ).first()
    if held is not None:
        return held.pk
    made = RoleHeld.objects.create(person=person, role=role, from_at=now())
    record(
        RoleGiven(
            actor=actor.acting,
            counterpart=person.pk,
            about=f"people.role:{made.pk}",
            occurred_at=made.from_at,
            recorded_by=actor.acting,
        )
    )
    return made.pk


def end_role(*, actor: Actor, person: int, role: str) -> None:
    """The person no longer has the role. The last owner keeps it: somebody must be able to give roles."""
    with transaction.atomic():
        found = person_for(actor, person)
        may_give_role(actor, role).or_refuse()
        if role == OWNER:
            refuse_without_owner(without=found.pk)
        end(found, role, actor=actor)


def end(person: Person, role: str, *, actor: Actor) -> None:
    """End every open interval of the role, with the facts. Inside a transaction.

    Also those that an import under way or undone brought: when it stands again, the role stays ended.
    """
    at = now()
    open_ones = RoleHeld.objects.filter(person__in=ids_of(person.pk), role=role, until_at__isnull=True)
    standing = list(open_ones.filter(standing_rows("batch")).order_by("pk").values_list("pk", flat=True))
    open_ones.update(until_at=at)
    for held in standing:
        record(
            RoleEnded(
                actor=actor.acting,
                counterpart=person.pk,
                about=f"people.role:{held}",
                occurred_at=at,
                recorded_by=actor.acting,
            )
        )


def refuse_without_owner(*, without: int) -> None:
    """Raise `Refused` where nobody but `without` is an owner who can sign in. Holds the owners' rows."""
    owners = _owners()
    same = set(ids_of(without))
    if owners & same and not _one_signs_in(owners - same):
        raise Refused(_("Somebody must be owner: make another person owner first."))


def an_owner_signs_in() -> bool:
    return _one_signs_in(_owners())


def _owners() -> set[int]:
    """All ids of all owners, held until the transaction ends."""
    held = RoleHeld.objects.select_for_update(of=("self",)).filter(
        standing_rows("batch"), role=OWNER, until_at__isnull=True
    )
    return {same for person in set(held.values_list("person", flat=True)) for same in ids_of(person)}


def _one_signs_in(persons: set[int]) -> bool:
    return Account.objects.filter(person__in=persons, is_active=True).exists()

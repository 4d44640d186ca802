"""Who may change the records of whom: owners those of everybody, hosts who work for the organisation those of members.

What keeps somebody owner who can sign in is the commands' to hold: no rule here gives the last one away.
"""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.public import YES, Decision, no, now
from belong.ground.ledger.public import ids_of, standing_rows
from belong.ground.people.actor import HOST, OWNER, Actor
from belong.ground.people.models import RoleHeld
from belong.ground.people.policies import may_give_role

STAFF_HOSTS = gettext_lazy("Owners, and hosts who work for the organisation, do this.")
OWNERS_OVER_HOSTS = gettext_lazy("This is the record of a host or an owner: only an owner changes it.")
LOOKING_ONLY = gettext_lazy("You are looking as somebody else: nothing is changed.")
NOT_OWNERS = gettext_lazy("Nobody looks at the site as an owner sees it.")
ONESELF = gettext_lazy("You see the site as you see it anyway.")
HOSTS_ONLY = gettext_lazy("Only hosts may do this.")


def powers_of(person: int) -> frozenset[str]:
    """Which of the powers, owner and host, the person has now, under whichever of their ids."""
    in_office = Q(until_at__isnull=True) & (Q(term_until__isnull=True) | Q(term_until__gt=now()))
    held = RoleHeld.objects.filter(standing_rows("batch"), in_office, person__in=ids_of(person), role__in=(OWNER, HOST))
    return frozenset(held.values_list("role", flat=True))


def may_administer(actor: Actor) -> Decision:
    """Whether the actor changes records of others at all."""
    if actor.seen_by is not None:
        return no(LOOKING_ONLY)
    return YES if actor.is_owner or (actor.is_host and actor.staff) else no(STAFF_HOSTS)


def may_change_record(actor: Actor, person: int) -> Decision:
    """Names, identities, whether they are staff, the account of this person."""
    allowed = may_administer(actor)
    if not allowed or actor.is_owner or not powers_of(person):
        return allowed
    return no(OWNERS_OVER_HOSTS)


def may_look_as(actor: Actor, person: int) -> Decision:
    """Seeing the site as this person does. Nobody comes to see more by it than who they may change."""
    if not (allowed := may_change_record(actor, person)):
        return allowed
    if actor.person is not None and person in ids_of(actor.person):
        return no(ONESELF)
    return no(NOT_OWNERS) if OWNER in powers_of(person) else YES


def may_appoint(actor: Actor, role: str) -> Decision:
    """Giving a role and saying how long it lasts: as giving roles."""
    return no(LOOKING_ONLY) if actor.seen_by is not None else may_give_role(actor, role)


def may_note(actor: Actor) -> Decision:
    """Writing notes about persons, and reading them."""
    return YES if actor.is_host and actor.seen_by is None else no(HOSTS_ONLY)


def may_take_note(actor: Actor, by: int | None) -> Decision:
    """Taking a note away: who wrote it, and owners."""
    if not (allowed := may_note(actor)):
        return allowed
    if actor.is_owner or (by is not None and actor.person is not None and by in ids_of(actor.person)):
        return YES
    return no(_("Only who wrote it and owners take a note away."))

"""Who may see and do what with persons. One rule for the single answer and for the queryset."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.ledger.public import canonical, standing_rows
from belong.ground.people.actor import HOST, OWNER, Actor
from belong.ground.people.models import Account, Person

DECIDED_ALREADY = _("A host has decided on this already.")
NOT_KNOWN = _("There is nobody of that name here.")
HOSTS_ONLY = _("Only hosts may do this.")
OWNERS_ONLY = _("Only an owner may do this.")
SELF_ONLY = _("Only the person themself may do this.")
SELF_OR_HOST = _("Only the person and hosts may do this.")


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The persons that `actor` may know of: hosts and the house everybody who stands, members those of them who are
    more than a name that somebody typed who did not prove their address, visitors nobody."""
    if actor.is_anonymous:
        return Person.objects.none()
    return Person.objects.filter(_known() if actor.is_host else _known() & _came())


def _known() -> Q:
    return standing_rows("batch") & Q(erased_at__isnull=True)


def _came() -> Q:
    """Asked of few: who joined, or was brought, has come."""
    waits = Account.objects.filter(person=OuterRef("pk"), must_prove=True)
    return Q(joined_at__isnull=False) | Q(batch__isnull=False) | Q(~Exists(waits))


def may_see(actor: Actor, person: Person) -> Decision:
    if actor.is_anonymous or person.erased_at is not None:
        return no(NOT_KNOWN)
    has_come = person.joined_at is not None or actor.is_host
    if (person.batch_id is None and has_come) or visible_to(actor).filter(pk=person.pk).exists():
        return YES
    return no(NOT_KNOWN)


def is_self(actor: Actor, person: int) -> bool:
    """Whether `actor` is this person, under whichever of their ids."""
    return actor.person is not None and (actor.person == person or canonical(person) == actor.person)


def may_see_addresses(actor: Actor, person: int) -> Decision:
    """E-mail addresses, other identities and permissions: for the person and hosts."""
    return YES if actor.is_host or is_self(actor, person) else no(SELF_OR_HOST)


def may_list(actor: Actor) -> Decision:
    """The list of everybody."""
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_add_people(actor: Actor) -> Decision:
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_change(actor: Actor, person: int) -> Decision:
    """What belongs to the person: identities, permissions, joining, the account."""
    return YES if actor.is_host or is_self(actor, person) else no(SELF_OR_HOST)


def may_flag(actor: Actor) -> Decision:
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_give_role(actor: Actor, role: str) -> Decision:
    """Owners give and end the powers of owners and hosts; hosts give and end all other roles."""
    if role in {OWNER, HOST}:
        return YES if actor.is_owner else no(OWNERS_ONLY)
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_be_erased_by(actor: Actor, person: int) -> Decision:
    """For good, so it is the person's own to say; a host who was asked to does it at the command line."""
    return YES if actor.system is not None or is_self(actor, person) else no(SELF_ONLY)

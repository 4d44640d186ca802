"""Contact moments are seen by hosts and, without the note, by the persons themselves. One rule, both uses."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.ledger.public import ids_of, standing_rows
from belong.ground.people.public import Actor
from belong.ground.touches.models import Deed, Touch, TouchPerson

HIDDEN = _("There is no such contact moment here.")
HOSTS_ONLY = _("Only hosts record contact moments.")
NOTES = _("Only hosts read notes.")
CAME = _("This came with an archive: take the import back, or bring in a newer file.")

KEPT = Q(withdrawn_at__isnull=True)


def visible_to(actor: Actor) -> QuerySet[Touch]:
    """The contact moments that `actor` may know of."""
    return Touch.objects.filter(standing_rows("batch"), KEPT, _theirs(actor))


def _theirs(actor: Actor) -> Q:
    if actor.is_host:
        return Q()
    if actor.person is None:
        return Q(pk__in=[])
    mine = TouchPerson.objects.filter(person__in=ids_of(actor.person))
    return Q(pk__in=mine.values("touch"))


def may_see(actor: Actor, touch: Touch) -> Decision:
    if not Touch.objects.filter(standing_rows("batch"), KEPT, pk=touch.pk).exists():
        return no(HIDDEN)
    if actor.is_host:
        return YES
    if actor.person is None:
        return no(HIDDEN)
    mine = touch.persons.filter(person__in=ids_of(actor.person)).exists()
    return YES if mine else no(HIDDEN)


def may_read_note(actor: Actor) -> Decision:
    """Notes are a host's words about somebody: for hosts. Whoever asks for all that is kept of them gets their own."""
    return YES if actor.is_host else no(NOTES)


def may_record(actor: Actor) -> Decision:
    return YES if actor.is_host else no(HOSTS_ONLY)


def may_withdraw(actor: Actor, touch: Touch) -> Decision:
    """Hosts take back what was recorded here. What an archive tells stands or falls with its import."""
    if not actor.is_host:
        return no(HOSTS_ONLY)
    return YES if touch.source is None else no(CAME)


def deeds_visible_to(actor: Actor) -> QuerySet[Deed]:
    """What archives tell of deeds: hosts know all, a person those that they did or received."""
    found = Deed.objects.filter(standing_rows("batch"))
    if actor.is_host:
        return found
    if actor.person is None:
        return found.none()
    ids = ids_of(actor.person)
    return found.filter(Q(person__in=ids) | Q(counterpart__in=ids))

"""Who may merge and part, and what may be merged. Fetching and authorising in one step, as everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from belong.ground.kernel.public import YES, Decision, Invalid, NotFound, Refused, no
from belong.ground.ledger.public import canonical, ids_of, standing_rows
from belong.ground.people.actor import HOST, OWNER, Actor
from belong.ground.people.commands.fetching import person_for
from belong.ground.people.models import Account, Person, RoleHeld


@dataclass(frozen=True, slots=True)
class Side:
    """One of two persons: their canonical record, all ids, whether there is an account, and their powers.

    An account that is closed counts: it can be opened again, and who closed it did not mean its holder to come back by
    another one.
    """

    person: Person
    ids: Sequence[int]
    has_account: bool
    powers: frozenset[str]


def side(person: Person) -> Side:
    ids = ids_of(person.pk)
    held = RoleHeld.objects.filter(
        standing_rows("batch"), person__in=ids, until_at__isnull=True, role__in=[HOST, OWNER]
    )
    has_account = Account.objects.filter(person__in=ids).exists()
    return Side(person, ids, has_account, frozenset(held.values_list("role", flat=True)))


def sides_for(actor: Actor, keep: int, other: int) -> tuple[Side, Side]:
    """Both persons as they are by now, locked until the transaction ends. Raises `NotFound`, and `Refused` where they
    are one already."""
    if not actor.is_host:
        raise NotFound
    rows: dict[int, Person] = {}
    while not {kept := canonical(keep), merged := canonical(other)} <= rows.keys():  # others may merge them meanwhile
        rows = {person: person_for(actor, person) for person in sorted({kept, merged})}
    if kept == merged:
        raise Refused(_("They are one person already."))
    return side(rows[kept]), side(rows[merged])


def may_make_one(actor: Actor, one: Side, other: Side) -> Decision:
    """Whether `actor` may say that these two are one person, or that they are two after all.

    Nobody but owners decides about themself, nor gives an account the powers of a host or an owner by it.
    """
    if not actor.is_host:
        return no(_("Only hosts may do this."))
    if actor.is_owner:
        return YES
    if actor.person in (*one.ids, *other.ids):
        return no(_("One of these is yourself: ask another host or an owner to decide."))
    gains = (one.has_account and other.powers - one.powers) or (other.has_account and one.powers - other.powers)
    return no(_("One of them is a host or an owner: only an owner can decide that.")) if gains else YES


def fit_together(keep: Side, other: Side) -> None:
    """Raise where these records cannot become one."""
    if keep.person.is_bot != other.person.is_bot:
        raise Refused(_("One of them is marked as a machine. If that is wrong, take the mark away first."))
    if other.person.is_staff and not keep.person.is_staff:
        raise Invalid({"keep": _("Keep the one who is marked as staff, so that figures go on leaving them out.")})

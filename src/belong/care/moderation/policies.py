"""Who contests, who decides, and what can be decided."""

from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.ledger.public import FactCard
from belong.ground.people.public import Actor, is_self

LEDGERS_OWN = _("This entry says how the record itself is kept; it can be explained, and is never withdrawn.")
DECIDED_ALREADY = _("A host has decided on this already.")
OWN = _("This is your own entry: ask another host or an owner to decide.")


def names(actor: Actor, fact: FactCard) -> bool:
    """Whether the fact names the actor, who then reads and contests it."""
    return any(is_self(actor, person) for person in (fact.actor, fact.counterpart) if person is not None)


def may_be_withdrawn(fact: FactCard) -> Decision:
    return no(LEDGERS_OWN) if fact.kind.startswith("ledger.") else YES


def may_decide(actor: Actor, person: int) -> Decision:
    """Hosts; an owner alone decides what they contested themself."""
    return no(OWN) if is_self(actor, person) and not actor.is_owner else YES

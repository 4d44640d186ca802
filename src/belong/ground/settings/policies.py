"""Who sets the community's settings: owners, and hosts who work for the organisation."""

from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.people.public import Actor

OWNERS_AND_STAFF = _("Only owners, and hosts who work for the organisation, may do this.")
SIGN_IN = _("Sign in to accept this.")


def may_change(actor: Actor) -> Decision:
    """Setting values and publishing texts."""
    return YES if actor.is_owner or (actor.is_host and actor.staff) else no(OWNERS_AND_STAFF)


def may_see(actor: Actor) -> Decision:
    """How everything is set, and who set it otherwise when: every host."""
    return YES if actor.is_host else no(OWNERS_AND_STAFF)


def may_accept(actor: Actor) -> Decision:
    """Accepting a text is everybody's own; nobody accepts for another."""
    return YES if actor.is_member else no(SIGN_IN)

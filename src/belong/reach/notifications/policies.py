"""Who may look at mails and at which.

Members have a mailbox in the demo only: elsewhere a code proves that somebody reads an address, and a page that shows
it to whoever is signed in would prove nothing.
"""

from collections.abc import Collection

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import YES, Decision, MessageCard, no
from belong.ground.people.public import Actor

HOSTS_ONLY = _("Only hosts may do this.")
NOT_YOURS = _("Only its reader and owners may read it: it lets its reader in.")


def may_open(actor: Actor) -> Decision:
    """The mailbox at all."""
    return YES if actor.is_host or (settings.DEMO and actor.is_member) else no(HOSTS_ONLY)


def may_read(actor: Actor, message: MessageCard, own: Collection[int]) -> Decision:
    """Its words. `own`: the ids of the actor."""
    if message.secret and not actor.is_owner and not (settings.DEMO and message.person in own):
        return no(NOT_YOURS)
    return YES


def may_handle(actor: Actor) -> Decision:
    """Send it again, hold it back, write to its address again."""
    return YES if actor.is_host else no(HOSTS_ONLY)

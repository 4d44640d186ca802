"""Who may see the health of the community and the lists behind its figures."""

from django.utils.translation import gettext as _

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.people.public import Actor


def may_see_health(actor: Actor) -> Decision:
    return YES if actor.is_host else no(_("Only hosts see the health of the community."))

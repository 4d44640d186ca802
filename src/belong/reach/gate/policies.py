"""Who says what comes to a person by mail: they themself, and nobody for them."""

from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.people.public import Actor

SIGN_IN = _("Sign in to choose what comes to you by mail.")
LOOKING_ONLY = _("You are looking as somebody else: nothing is changed.")


def may_choose(actor: Actor) -> Decision:
    if actor.seen_by is not None:
        return no(LOOKING_ONLY)
    return YES if actor.is_member else no(SIGN_IN)

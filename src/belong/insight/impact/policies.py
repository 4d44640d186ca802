"""Who may see the health of the community and the lists behind its figures."""

from belong.ground.kernel.public import YES, Decision, no
from belong.ground.people.public import Actor


def may_see_health(actor: Actor) -> Decision:
    return YES if actor.is_host else no("Only hosts see the health of the community.")

"""What can be sent to an outsider: something of a room above, as the kernel's registry of cards tells of it."""

from belong.ground.arrivals.cards import Sendable
from belong.ground.kernel.public import cards
from belong.ground.people.public import Actor

ANYBODY = Actor(person=0)
"""A member of the community who is in no group: what they may read, every member may tell of."""


def sendable(actor: Actor, about: str) -> Sendable | None:
    """What `about` names, if `actor` reads it and every member of the community does: what is said in a smaller circle
    stays there, its title too."""
    seen = cards(actor, [about]).get(about)
    if seen is None or about not in cards(ANYBODY, [about]):
        return None
    return Sendable(about, seen.title, seen.url, about in cards(Actor.anonymous(), [about]))


def shown_to_holder(about: str) -> Sendable | None:
    """The same for whoever holds the link of an invitation, as things are now; no address where strangers do not read
    it."""
    seen = cards(ANYBODY, [about]).get(about)
    if seen is None:
        return None
    strangers = about in cards(Actor.anonymous(), [about])
    return Sendable(about, seen.title, seen.url if strangers else "", strangers)

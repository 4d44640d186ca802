"""Groups of the tests, and their founders a request later."""

from dataclasses import replace

from belong.ground.groups.public import (
    GroupCard,
    found_group,
)
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import (
    HOUSE,
)


def actor_for_person(actor: Actor, card: GroupCard) -> Actor:
    """The actor as they are at their next request, once they have founded the group."""
    return replace(actor, groups=frozenset({card.id}), leads=frozenset({card.id}))


def founded(name: str = "Brewers", audience: str = "members", actor: Actor = HOUSE) -> GroupCard:
    return found_group(actor=actor, name=name, kind="practice", audience=audience)

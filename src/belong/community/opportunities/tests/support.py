"""What the tests of this room share."""

from belong.community.opportunities.public import HopeCard, OfferCard
from belong.ground.people.public import Actor, add_person

HOUSE = Actor.system_run("tests")
VISITOR = Actor()


def member(name: str = "Mia", **given: object) -> Actor:
    """A member of the community without an account, as an Actor."""
    person = add_person(actor=HOUSE, name=name, joined=True)
    return Actor(person=person.id, uid=person.uid, name=name, **given)  # type: ignore[arg-type]


def hope(kind: str = "clients", visibility: str = "engine", words: str = "", strength: int = 2) -> HopeCard:
    return HopeCard(kind, strength, words, visibility)


def offer(kind: str = "mentor", visibility: str = "members", words: str = "") -> OfferCard:
    return OfferCard(kind, words, visibility)


def number(actor: Actor) -> int:
    assert actor.person is not None
    return actor.person

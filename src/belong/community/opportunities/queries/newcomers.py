"""How newcomers came, and who greeted them: for hosts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from belong.community.opportunities.cards import ALONE, INVITED, LET_IN, ArrivalCard
from belong.ground.arrivals.public import let_in
from belong.ground.ledger.public import FactCard, facts_among
from belong.ground.people.public import Actor, person_cards

BROUGHT = "referred"
GREETINGS = ("contacted", "thanked")


def arrivals(actor: Actor, people: Iterable[int], back: Mapping[int, datetime] | None = None) -> dict[int, ArrivalCard]:
    """By which way each of these (canonical) people came and who greeted them first, for hosts; others learn nothing.

    A greeting is a contact moment of somebody who went to them, or thanks; of who is `back` since a moment, only what
    was since. Three statements, however many.
    """
    if not actor.is_host or not (wanted := list(people)):
        return {}
    found = facts_among(wanted, [BROUGHT, *GREETINGS])
    came = back or {}
    towards = [
        fact
        for fact in found
        if fact.actor != fact.counterpart and fact.occurred_at >= came.get(fact.counterpart or 0, fact.occurred_at)
    ]
    brought = _first(fact for fact in towards if fact.word == BROUGHT)
    greeted = _first(fact for fact in towards if fact.word in GREETINGS)
    cards = person_cards(fact.actor for fact in found if fact.actor is not None)
    asked = let_in(actor, wanted)
    return {
        person: ArrivalCard(
            way=INVITED if person in brought else LET_IN if person in asked else ALONE,
            brought_by=cards.get(brought[person].actor or 0) if person in brought else None,
            greeted_by=cards.get(greeted[person].actor or 0) if person in greeted else None,
            greeted_at=greeted[person].occurred_at if person in greeted else None,
        )
        for person in wanted
    }


def _first(facts: Iterable[FactCard]) -> dict[int, FactCard]:
    """The first of these towards each person."""
    found: dict[int, FactCard] = {}
    for fact in facts:
        if fact.counterpart is not None:
            found.setdefault(fact.counterpart, fact)
    return found

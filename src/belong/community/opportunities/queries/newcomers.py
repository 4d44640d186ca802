"""How newcomers came, and who greeted them: for hosts."""

from collections.abc import Iterable

from belong.community.opportunities.cards import ArrivalCard
from belong.ground.ledger.public import facts_among
from belong.ground.people.public import Actor, person_cards

WAYS = {"referred": "invited", "request_decided": "let_in"}
GREETINGS = ("contacted", "thanked")


def arrivals(actor: Actor, people: Iterable[int]) -> dict[int, ArrivalCard]:
    """By which way each of these (canonical) people came and who greeted them first, for hosts; others learn nothing.

    A greeting is a contact moment that went out to them, or thanks. Two statements, however many.
    """
    wanted = list(people) if actor.is_host else []
    found = facts_among(wanted, [*WAYS, *GREETINGS])
    cards = person_cards(fact.actor for fact in found if fact.actor is not None)
    told: dict[int, dict[str, object]] = {person: {"way": "alone"} for person in wanted}
    for fact in found:
        one = told.get(fact.counterpart or 0)
        if one is None or fact.actor == fact.counterpart:
            continue
        by = cards.get(fact.actor or 0)
        if fact.word in WAYS:
            one["way"] = WAYS[fact.word]
            one["brought_by"] = by if fact.word == "referred" else one.get("brought_by")
        elif "greeted_at" not in one:
            one |= {"greeted_by": by, "greeted_at": fact.occurred_at}
    return {person: ArrivalCard(**one) for person, one in told.items()}  # type: ignore[arg-type]

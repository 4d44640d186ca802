"""Who came lately."""

from datetime import datetime

from django.db.models import F

from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard, card_of
from belong.ground.people.policies import visible_to
from belong.ground.people.relations import canonical_of


def newcomers(actor: Actor, since: datetime, limit: int = 12) -> list[tuple[PersonCard, datetime]]:
    """Those who joined since then and whom the actor may know of, newest first, with when; neither bots nor themselves.

    One query.
    """
    found = visible_to(actor).annotate(who=canonical_of("pk")).filter(who=F("pk"), joined_at__gte=since, is_bot=False)
    return [
        (card_of(person), person.joined_at)
        for person in found.exclude(name="").exclude(pk=actor.person or 0).order_by("-joined_at", "-pk")[:limit]
        if person.joined_at is not None
    ]

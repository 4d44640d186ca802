"""Who came lately."""

from datetime import datetime

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from belong.ground.ledger.public import ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard
from belong.ground.people.policies import visible_to
from belong.ground.people.queries import person_cards
from belong.ground.people.relations import FIRST_TO_JOIN


def newcomers(actor: Actor, since: datetime, limit: int = 12) -> list[tuple[PersonCard, datetime]]:
    """Those who joined since then and whom the actor may know of, newest first, with when; neither bots nor themselves.

    Who joined earlier under another record of theirs is no newcomer. Three queries.
    """
    first = RawSQL(FIRST_TO_JOIN, [], output_field=BooleanField())  # noqa: S611 - a constant
    found = visible_to(actor).filter(first, joined_at__gte=since, is_bot=False).exclude(name="")
    if actor.person is not None:
        found = found.exclude(pk__in=ids_of(actor.person))
    rows = list(found.order_by("-joined_at", "-pk").values_list("pk", "joined_at")[:limit])
    cards = person_cards(person for person, _ in rows)
    return [(cards[person], at) for person, at in rows if person in cards and at is not None]

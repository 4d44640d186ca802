"""Finding a person by name, to choose them in a form."""

from django.db.models import F
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard, card_of
from belong.ground.people.policies import visible_to
from belong.ground.people.relations import canonical_of

MOST = 20


def persons_named(actor: Actor, text: str, limit: int = MOST) -> list[PersonCard]:
    """Persons that the actor may know of whose names hold every word of `text`, the shortest names first."""
    words = text.replace("\x00", "").split()
    if not words:
        return []
    found = visible_to(actor).filter(Exact(canonical_of("pk"), F("pk")))
    for word in words:
        found = found.filter(name__icontains=word)
    return [card_of(one) for one in found.order_by(Length("name"), "name", "pk")[:limit]]

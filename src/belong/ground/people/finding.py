"""Finding persons by their names: to choose one in a form, to find them in a search."""

import re
from uuid import UUID

from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from belong.ground.kernel.public import folded, folded_sql
from belong.ground.ledger.public import ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard, card_of
from belong.ground.people.models import Person
from belong.ground.people.policies import visible_to
from belong.ground.people.relations import canonical_of

MOST = 20

CALLED = f"""to_tsvector('simple', {folded_sql('"people_person"."name"')}) @@ to_tsquery('simple', %s)"""
"""The expression of the index `people_person_words`."""


def persons_called(actor: Actor, text: str, limit: int = MOST) -> list[PersonCard]:
    """Persons that the actor may know of, each word of `text` the beginning of one in their names, the shortest names
    first; accents and capitals do not count. By an index: for communities of any size.
    """
    return [card_of(one) for one in named_like(actor, text)[:limit]]


def named_like(actor: Actor, text: str) -> QuerySet[Person]:
    """The rows behind `persons_called`."""
    words = [f"{word}:*" for word in re.findall(r"[^\W_]+", folded(text.lower()))]
    if not words:
        return Person.objects.none()
    called = RawSQL(CALLED, [" & ".join(words)], output_field=BooleanField())  # noqa: S611 - a constant
    found = visible_to(actor).filter(called, Exact(canonical_of("pk"), F("pk")))
    return found.order_by(Length("name"), "name", "pk")


def person_ids(actor: Actor, uid: UUID) -> list[int]:
    """All ids of the person under `uid`; none where the actor may not know of them."""
    found = visible_to(actor).filter(uid=uid).values_list("pk", flat=True).first()
    return [] if found is None else ids_of(found)


def persons_named(actor: Actor, text: str, limit: int = MOST) -> list[PersonCard]:
    """Persons that the actor may know of whose names hold every word of `text`, the shortest names first."""
    words = text.replace("\x00", "").split()
    if not words:
        return []
    found = visible_to(actor).filter(Exact(canonical_of("pk"), F("pk")))
    for word in words:
        found = found.filter(name__icontains=word)
    return [card_of(one) for one in found.order_by(Length("name"), "name", "pk")[:limit]]

"""What somebody says of themselves as it stands now, for them to change."""

from collections.abc import Sequence

from belong.community.profiles.cards import LinkCard, OwnProfile, PictureCard, Said
from belong.community.profiles.making import field_card
from belong.community.profiles.models import Field, Link, Picture, Profile, Value
from belong.community.profiles.policies import FIELDS, PICTURE, WORDS, first_of, shown_to
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor, person_cards, shown_from


def said_by(actor: Actor) -> OwnProfile:
    """All that the actor says of themselves but where they belong."""
    person = actor.person or 0
    ids = ids_of(person)
    chosen = shown_from(person) if len(ids) > 1 else {}
    said = first_of(person, chosen.get(WORDS), Profile.objects.filter(person__in=ids))
    picture = first_of(person, chosen.get(PICTURE), Picture.objects.filter(person__in=ids))
    values = list(Value.objects.filter(person__in=ids))
    fields = Field.objects.filter(retired_at__isnull=True).order_by("position", "pk")
    return OwnProfile(
        name=_name_of(person),
        words=said.words if said else "",
        visibility=said.visibility if said else "members",
        listed=said.listed if said else "members",
        interests=said.interests if said else "members",
        values=tuple(_said(field, person, chosen.get(FIELDS), values) for field in fields),
        links=links_of(actor, said.person_id if said else person),
        picture=PictureCard(picture.uid) if picture else None,
        picture_visibility=picture.visibility if picture else "members",
    )


def links_of(actor: Actor, person: int) -> tuple[LinkCard, ...]:
    """What the actor is shown of a record's links."""
    rows = shown_to(actor, Link).filter(person=person).order_by("position", "pk")
    return tuple(LinkCard(row.url, row.label, row.visibility) for row in rows)


def _name_of(person: int) -> str:
    """As it is kept now: an actor's is from when they came."""
    card = person_cards([person]).get(person)
    return card.name if card is not None and card.named else ""


def _said(field: Field, person: int, chosen: int | None, values: Sequence[Value]) -> Said:
    found = first_of(person, chosen, (value for value in values if value.field_id == field.pk))
    if found is None:
        return Said(field_card(field), field.visibility)
    return Said(field_card(field), found.visibility, found.text, tuple(found.chosen))

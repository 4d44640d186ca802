"""What one reader is shown of one person; and all that a person says of themselves, for them to change."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import F

from belong.community.profiles.cards import (
    AffiliationCard,
    OwnProfile,
    PictureCard,
    ProfileCard,
    ValueCard,
)
from belong.community.profiles.making import affiliation_card, value_card
from belong.community.profiles.models import Affiliation, Picture, Profile, Value
from belong.community.profiles.own import links_of, said_by
from belong.community.profiles.policies import FIELDS, PICTURE, WORDS, first_of, may_say, shown_to
from belong.ground.ledger.public import history, ids_of
from belong.ground.people.public import Actor, PersonCard, person_cards, shown_from

MOST_BROUGHT = 5


def profile_of(actor: Actor, person: int) -> ProfileCard:
    """What the actor is shown of a person (canonical) whom they may know of. A fixed number of statements.

    Of somebody who was merged, what was chosen or said last comes first, then what they say themselves.
    """
    ids = ids_of(person)
    chosen = shown_from(person) if len(ids) > 1 else {}
    said = first_of(person, chosen.get(WORDS), Profile.objects.filter(person__in=ids))
    words = said if said and shown_to(actor, Profile).filter(pk=said.pk).exists() else None
    return ProfileCard(
        html=words.html if words else "",
        values=_values(actor, person, chosen.get(FIELDS), ids),
        links=links_of(actor, said.person_id if said else person),
        affiliations=_affiliations(actor, ids),
        picture=_picture(actor, person, chosen.get(PICTURE), ids),
        brought_by=_brought_by(actor, person),
    )


def _values(actor: Actor, person: int, chosen: int | None, ids: Sequence[int]) -> tuple[ValueCard, ...]:
    asked = Value.objects.filter(person__in=ids, field__retired_at__isnull=True).select_related("field")
    of_field: dict[int, list[Value]] = {}
    for row in asked.order_by("field__position", "pk"):
        of_field.setdefault(row.field_id, []).append(row)
    said = [
        first
        for rows in of_field.values()
        if (first := first_of(person, chosen, rows)) and (first.text or first.chosen)
    ]
    shown = set(shown_to(actor, Value).filter(pk__in=[row.pk for row in said]).values_list("pk", flat=True))
    return tuple(value_card(row) for row in said if row.pk in shown)


def _affiliations(actor: Actor, ids: Sequence[int]) -> tuple[AffiliationCard, ...]:
    """What lasts first, the newest first."""
    rows = shown_to(actor, Affiliation).filter(person__in=ids).select_related("organisation")
    newest = rows.order_by(F("until_on").desc(nulls_first=True), F("from_on").desc(nulls_last=True), "pk")
    return tuple(affiliation_card(row) for row in newest)


def _picture(actor: Actor, person: int, chosen: int | None, ids: Sequence[int]) -> PictureCard | None:
    found = first_of(person, chosen, Picture.objects.filter(person__in=ids))
    if found is None or not shown_to(actor, Picture).filter(pk=found.pk).exists():
        return None
    return PictureCard(found.uid)


def _brought_by(actor: Actor, person: int) -> tuple[PersonCard, ...]:
    """Who brought them here, the first one first, for those who may know of people."""
    if actor.is_anonymous:
        return ()
    facts = [one for one in history(person=person, words=["referred"]).items if one.actor and one.actor != person]
    brought = [one.actor for one in reversed(facts) if one.actor is not None]
    cards = person_cards(brought)
    found = dict.fromkeys(cards[one] for one in brought if one in cards)
    return tuple(card for card in found if card.id != person)[:MOST_BROUGHT]


def own_profile(actor: Actor) -> OwnProfile:
    """All that the actor says of themselves; every field that is asked, also where they say nothing yet."""
    may_say(actor).or_refuse()
    person = actor.person or 0
    return replace(said_by(actor), affiliations=_affiliations(actor, ids_of(person)))

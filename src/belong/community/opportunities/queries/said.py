"""What a person hopes for and offers, as far as the reader is told."""

from django.db.models import QuerySet

from belong.community.opportunities.cards import HopeCard, OfferCard, SaidCard
from belong.community.opportunities.models import Hope, Motivation, Offer, Offered
from belong.community.opportunities.policies import Row, current, visible_to
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor


def said_of(actor: Actor, person: int) -> SaidCard:
    """What a person tells this reader, in the order of the vocabularies. Three statements."""
    ids = ids_of(person)
    hopes = _sorted(visible_to(actor, Motivation).filter(person__in=ids), Hope.values)
    offers = _sorted(visible_to(actor, Offer).filter(person__in=ids), Offered.values)
    return SaidCard(tuple(_hope(row) for row in hopes), tuple(_offer(row) for row in offers))


def own_hopes(actor: Actor) -> list[HopeCard]:
    """All that the actor hopes for, also what nobody is told."""
    return [_hope(row) for row in _sorted(_own(actor, Motivation), Hope.values)]


def own_offers(actor: Actor) -> list[OfferCard]:
    """All that the actor offers."""
    return [_offer(row) for row in _sorted(_own(actor, Offer), Offered.values)]


def _own(actor: Actor, model: type[Row]) -> QuerySet[Row]:
    if actor.person is None or actor.seen_by is not None:
        return model._default_manager.none()
    return current(model).filter(person__in=ids_of(actor.person))


def _sorted(rows: QuerySet[Row], order: list[str]) -> list[Row]:
    return sorted(rows, key=lambda row: order.index(row.kind))


def _hope(row: Motivation) -> HopeCard:
    return HopeCard(row.kind, row.strength, row.words, row.visibility)


def _offer(row: Offer) -> OfferCard:
    return OfferCard(row.kind, row.words, row.visibility)

"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Mapping

from django.db import transaction

from belong.community.opportunities.models import Motivation, Offer, PutOff, Received
from belong.ground.ledger.public import ids_of

TABLES = (
    "opportunities_motivation",
    "opportunities_offer",
    "opportunities_putoff",
    "opportunities_received",
)


@transaction.atomic
def erase_person(person: int) -> None:
    """All rows of the person go, under each of their ids."""
    ids = ids_of(person)
    for model in (Motivation, Offer, PutOff, Received):
        model._default_manager.filter(person__in=ids).delete()


def export_person(person: int) -> Mapping[str, object]:
    """All that the room keeps of the person, as plain data: also what nobody else is told."""
    mine = {"person__in": ids_of(person)}
    hopes = Motivation.objects.filter(**mine).order_by("kind", "changed_at", "pk")
    offers = Offer.objects.filter(**mine).order_by("kind", "changed_at", "pk")
    return {
        "hopes": list(hopes.values("kind", "strength", "words", "visibility", "held", "changed_at")),
        "offers": list(offers.values("kind", "words", "visibility", "held", "changed_at")),
        "put_off": list(PutOff.objects.filter(**mine).order_by("at", "pk").values("step", "at")),
        "asked_no_more": list(Received.objects.filter(**mine).order_by("at").values_list("at", flat=True)),
    }

"""Cards of this room for timelines and evidence: only of what the reader is told."""

from collections.abc import Sequence

from belong.community.opportunities.models import Hope, Motivation, Offer, Offered
from belong.community.opportunities.policies import visible_to
from belong.ground.kernel.public import Card
from belong.ground.people.public import Actor


def motivation_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`opportunities.motivation:ID`."""
    rows = visible_to(actor, Motivation).filter(pk__in=ids).values_list("pk", "kind", "person__uid")
    return {
        number: Card(f"opportunities.motivation:{number}", str(Hope(kind).label), f"/people/{uid}")
        for number, kind, uid in rows
    }


def offer_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`opportunities.offer:ID`."""
    rows = visible_to(actor, Offer).filter(pk__in=ids).values_list("pk", "kind", "person__uid")
    return {
        number: Card(f"opportunities.offer:{number}", str(Offered(kind).label), f"/people/{uid}")
        for number, kind, uid in rows
    }

"""What the room tells the kernel: how its things are shown, exported and emptied."""

from collections.abc import Mapping, Sequence

from belong.ground.kernel.public import Card
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor, person_cards
from belong.insight.journey.models import Ladder, Override, Stay
from belong.insight.journey.policies import may_see_ladder

TABLES = ("journey_ladder", "journey_override")


def override_cards(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`journey.override:ID`, for hosts: whose stage was set by hand, and why."""
    if not may_see_ladder(actor):
        return {}
    rows = list(Override.objects.filter(pk__in=ids))
    people = person_cards([row.person_id for row in rows])
    return {
        row.pk: Card(f"journey.override:{row.pk}", person.name, f"/people/{person.uid}/ladder", row.reason)
        for row in rows
        if (person := people.get(row.person_id)) is not None
    }


def ladder_cards(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`journey.ladder:ID`, for hosts."""
    if not may_see_ladder(actor):
        return {}
    return {row.pk: Card(f"journey.ladder:{row.pk}", row.name, "/ladder") for row in Ladder.objects.filter(pk__in=ids)}


def erase(person: int) -> None:
    """Empty what hosts wrote about the person. That there was an override stays, as the ledger keeps its fact."""
    Override.objects.filter(person_id__in=ids_of(person)).update(reason="")


def export(person: int) -> Mapping[str, object]:
    """The person's way on the ladder, and what hosts decided about it."""
    ids = ids_of(person)
    return {
        "stays": list(
            Stay.objects.filter(person_id__in=ids)
            .order_by("from_at")
            .values("from_at", "until_at", "stage", "move", "before", "cause")
        ),
        "overrides": list(
            Override.objects.filter(person_id__in=ids)
            .order_by("set_at", "id")
            .values("stage", "reason", "set_at", "until_at", "withdrawn_at")
        ),
    }

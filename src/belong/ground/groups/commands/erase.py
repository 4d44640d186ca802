"""What the room hands a person of themselves. Memberships hold ids and times only: nothing of them is emptied."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from belong.ground.groups.commands.fetching import end
from belong.ground.groups.models import Group, Membership
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor

TABLES = ("groups_group", "groups_membership")
ERASURE = Actor.system_run("erasure")


def erase_person(person: int) -> None:
    """The person leaves every group. A group's summary is the community's word, not theirs."""
    with transaction.atomic():
        inside = Membership.objects.filter(person__in=ids_of(person), until_at__isnull=True).values("group")
        for group in Group.objects.select_for_update(no_key=True).filter(pk__in=inside).order_by("pk"):
            end(group, person, actor=ERASURE)


def export_person(person: int) -> Mapping[str, object]:
    """The person's time in groups, as plain data."""
    held = Membership.objects.filter(person__in=ids_of(person)).order_by("from_at", "pk")
    return {"memberships": list(held.values("role", "from_at", "until_at", name=F("group__name")))}

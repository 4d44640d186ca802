"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from belong.ground.ledger.public import ids_of
from belong.ground.settings.models import Acceptance, Change, Text

TABLES = ("settings_change", "settings_text", "settings_acceptance")


def erase_person(person: int) -> None:
    """Who set or published something is forgotten; what was set stays. An acceptance is an id and a time."""
    with transaction.atomic():
        Change.objects.filter(person__in=ids_of(person)).update(person=None)
        Text.objects.filter(person__in=ids_of(person)).update(person=None)


def export_person(person: int) -> Mapping[str, object]:
    """What the person accepted, and what they set, as plain data."""
    ids = ids_of(person)
    accepted = Acceptance.objects.filter(person__in=ids).order_by("at", "pk")
    return {
        "accepted_texts": list(accepted.values("at", key=F("text__key"), version=F("text__version"))),
        "published_texts": list(
            Text.objects.filter(person__in=ids).order_by("pk").values("key", "version", "published_at")
        ),
        "changed_settings": list(
            Change.objects.filter(person__in=ids).order_by("pk").values("name", "before", "after", "at")
        ),
    }

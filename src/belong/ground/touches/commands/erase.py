"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count

from belong.ground.ledger.public import ids_of
from belong.ground.touches.models import Touch, TouchPerson

TABLES = ("touches_touch", "touches_touchperson")


def erase_person(person: int) -> None:
    """Empty the notes of all moments in which the person had a part, and why any was taken back; that there was one
    stays, as numbers do."""
    with transaction.atomic():
        theirs = TouchPerson.objects.filter(person__in=ids_of(person)).values("touch")
        Touch.objects.filter(pk__in=theirs).exclude(note="", withdrawn_reason="").update(note="", withdrawn_reason="")


def export_person(person: int) -> Mapping[str, object]:
    """The person's contact moments as plain data; the note only where it is about nobody else."""
    theirs = TouchPerson.objects.filter(person__in=ids_of(person)).values("touch")
    found = Touch.objects.filter(pk__in=theirs).annotate(people=Count("persons")).order_by("occurred_at", "pk")
    return {
        "contacts": [
            {
                "channel": touch.channel,
                "direction": touch.direction,
                "turf": touch.turf,
                "purpose": touch.purpose,
                "occurred_at": touch.occurred_at,
                "note": touch.note if touch.people == 1 else "",
                "withdrawn_at": touch.withdrawn_at,
                "withdrawn_reason": touch.withdrawn_reason if touch.people == 1 else "",
            }
            for touch in found
        ]
    }

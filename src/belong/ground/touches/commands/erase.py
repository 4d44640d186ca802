"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Count, Q

from belong.ground.ledger.public import ids_of
from belong.ground.touches.models import Deed, Touch, TouchPerson

TABLES = ("touches_touch", "touches_touchperson", "touches_deed")


def erase_person(person: int) -> None:
    """Empty the notes of all moments in which the person had a part, why any was taken back, and what their deeds were
    about; that there were any stays, as numbers do."""
    with transaction.atomic():
        theirs = TouchPerson.objects.filter(person__in=ids_of(person)).values("touch")
        Deed.objects.filter(_of(person)).exclude(about="").update(about="")
        Touch.objects.filter(pk__in=theirs).exclude(note="", withdrawn_reason="").update(note="", withdrawn_reason="")


def export_person(person: int) -> Mapping[str, object]:
    """The person's contact moments and deeds as plain data; a note only where it is about nobody else.

    `did`: they did it themselves; else it was done towards them.
    """
    ids = ids_of(person)
    theirs = TouchPerson.objects.filter(person__in=ids_of(person)).values("touch")
    found = Touch.objects.filter(pk__in=theirs).annotate(people=Count("persons")).order_by("occurred_at", "pk")
    deeds = Deed.objects.filter(_of(person)).order_by("occurred_at", "pk")
    return {
        "deeds": [
            {"deed": deed.word, "about": deed.about, "occurred_at": deed.occurred_at, "did": deed.person_id in ids}
            for deed in deeds
        ],
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
        ],
    }


def _of(person: int) -> Q:
    ids = ids_of(person)
    return Q(person__in=ids) | Q(counterpart__in=ids)

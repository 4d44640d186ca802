"""Unevaluated querysets for joins inside SQL by segments, insight and care. Never for doors.

`who` is always the canonical person; only what stands is there.
"""

from django.db.models import F

from belong.ground.ledger.public import standing_rows
from belong.ground.people.public import Rows, canonical_of
from belong.ground.touches.models import TouchPerson


def touch_rows() -> Rows:
    """who, touch_id, channel, direction, turf, purpose, occurred_at: one row for each person of each moment."""
    return (
        TouchPerson.objects.filter(standing_rows("touch__batch"), touch__withdrawn_at__isnull=True)
        .values(
            "touch_id",
            channel=F("touch__channel"),
            direction=F("touch__direction"),
            turf=F("touch__turf"),
            purpose=F("touch__purpose"),
            occurred_at=F("touch__occurred_at"),
        )
        .annotate(who=canonical_of("person_id"))
    )

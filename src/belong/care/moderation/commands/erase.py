"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Mapping

from django.db.models import Case, F, Value, When

from belong.care.moderation.models import Contested
from belong.ground.kernel.public import now
from belong.ground.ledger.public import ids_of

TABLES = ("moderation_contested",)
WAITING, TAKEN_BACK = Contested.State.WAITING, Contested.State.TAKEN_BACK


def erase_person(person: int) -> None:
    """Their words and what was answered go; what waits for a host waits no more. That there was something stays."""
    Contested.objects.filter(person__in=ids_of(person)).update(
        words="",
        answer="",
        decided_at=Case(When(state=WAITING, then=Value(now())), default=F("decided_at")),
        state=Case(When(state=WAITING, then=Value(TAKEN_BACK)), default=F("state")),
    )


def export_person(person: int) -> Mapping[str, object]:
    """What the person contested, and what hosts answered."""
    mine = Contested.objects.filter(person__in=ids_of(person)).order_by("pk")
    return {"contested": list(mine.values("fact", "words", "asked_at", "state", "answer", "decided_at"))}

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from belong.ground.kernel.public import Invalid, now
from belong.ground.ledger.public import ContactMade, record_many
from belong.ground.people.public import Actor, invalid_as, person_for
from belong.ground.touches.checks import moment, note_of
from belong.ground.touches.models import Direction, Touch, TouchPerson
from belong.ground.touches.policies import may_record


def record_touch(
    *,
    actor: Actor,
    persons: Iterable[int],
    channel: str,
    direction: str,
    turf: str = "theirs",
    purpose: str = "",
    note: str = "",
    at: datetime | None = None,
    by: int | None = None,
) -> UUID:
    """Keep a contact moment with one person or several, now or at `at`. Hosts only. Gives its outside id.

    `by` is who of the organisation it was, the actor unless said otherwise. Each person has a fact of their own; all
    of them share what they are about. The note stays in this room.
    """
    may_record(actor).or_refuse()
    occurred_at = at or now()
    with invalid_as("contact"):
        moment(channel, direction, turf, purpose, occurred_at)
    with invalid_as("note"):
        note = note_of(note)
    with transaction.atomic():
        host = actor.person if by is None else person_for(actor, by).pk
        wanted = sorted(set(persons))
        if not wanted:
            raise Invalid({"persons": "Say with whom it was."})
        if host in wanted:
            raise Invalid({"persons": "Nobody is in contact with themself."})
        known = [person_for(actor, person).pk for person in wanted]
        touch = Touch.objects.create(
            channel=channel,
            direction=direction,
            turf=turf,
            purpose=purpose,
            occurred_at=occurred_at,
            note=note,
            by_id=host,
        )
        TouchPerson.objects.bulk_create(TouchPerson(touch=touch, person_id=person) for person in known)
        record_many(_facts(touch, known, actor))
    return touch.uid


def _facts(touch: Touch, persons: Iterable[int], actor: Actor) -> Iterator[ContactMade]:
    for person in persons:
        giver, receiver = sides(touch.direction, person, touch.by_id)
        yield ContactMade(
            actor=giver,
            counterpart=receiver,
            about=f"touches.touch:{touch.pk}",
            channel=touch.channel,
            direction=touch.direction,
            turf=touch.turf,
            purpose=touch.purpose or None,
            occurred_at=touch.occurred_at,
            recorded_by=actor.person,
        )


def sides(direction: str, person: int, by: int | None) -> tuple[int | None, int | None]:
    """Who acted and towards whom: we went to them, or they came to us (a talk from both sides is their act too)."""
    return (by, person) if direction == Direction.OUT else (person, by)

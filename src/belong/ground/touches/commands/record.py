from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.public import Invalid, lock_number, now
from belong.ground.ledger.public import ContactMade, ids_of, record_many
from belong.ground.people.public import Actor, invalid_as, person_for
from belong.ground.touches.checks import moment, note_of
from belong.ground.touches.models import REQUEST_KEY_LENGTH, Direction, Touch, TouchPerson
from belong.ground.touches.policies import may_record

SENT_BEFORE = gettext_lazy("Another contact moment was recorded with this form already: open a fresh one.")


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
    request_key: str | None = None,
) -> UUID:
    """Keep a contact moment with one person or several, now or at `at`. Hosts only. Gives its outside id.

    `by` is who of the organisation it was, the actor unless said otherwise. Each person has a fact of their own; all
    of them share what they are about. The note stays in this room. Sent twice with the same `request_key`, it is kept
    once.
    """
    may_record(actor).or_refuse()
    occurred_at = at or now()
    with invalid_as("contact"):
        moment(channel, direction, turf, purpose, occurred_at)
    with invalid_as("note"):
        note = note_of(note)
    with transaction.atomic():
        host = actor.acting if by is None else person_for(actor, by).pk
        wanted = sorted(set(persons))
        if not wanted:
            raise Invalid({"persons": _("Say with whom it was.")})
        if host is not None and not set(wanted).isdisjoint(ids_of(host)):
            raise Invalid({"persons": _("Nobody is in contact with themself.")})
        known = [person_for(actor, person).pk for person in wanted]
        if before := _recorded_before(request_key, (channel, direction, turf, purpose, note, host), known):
            return before
        touch = Touch.objects.create(
            channel=channel,
            direction=direction,
            turf=turf,
            purpose=purpose,
            occurred_at=occurred_at,
            note=note,
            by_id=host,
            request_key=request_key,
        )
        TouchPerson.objects.bulk_create(TouchPerson(touch=touch, person_id=person) for person in known)
        record_many(_facts(touch, known, actor))
    return touch.uid


def _recorded_before(
    request_key: str | None, given: tuple[str, str, str, str, str, int | None], persons: list[int]
) -> UUID | None:
    """What this form recorded; `Invalid` where the key was used for something else. One at a time with one key."""
    if request_key is None:
        return None
    if not 0 < len(request_key) <= REQUEST_KEY_LENGTH:
        raise Invalid({"request_key": _("A request key has 1 to %(most)s characters.") % {"most": REQUEST_KEY_LENGTH}})
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number(f"touches.request:{request_key}")])
    first = Touch.objects.filter(request_key=request_key).first()
    if first is None:
        return None
    same = (first.channel, first.direction, first.turf, first.purpose, first.note, first.by_id) == given
    if not same or set(first.persons.values_list("person", flat=True)) != set(persons):
        raise Invalid({"request_key": SENT_BEFORE})
    return first.uid


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
            recorded_by=actor.acting,
        )


def sides(direction: str, person: int, by: int | None) -> tuple[int | None, int | None]:
    """Who acted and towards whom: we went to them, or they came to us (a talk from both sides is their act too)."""
    return (by, person) if direction == Direction.OUT else (person, by)

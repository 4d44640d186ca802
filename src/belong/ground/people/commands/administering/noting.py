"""Notes for hosts about a person."""

from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.kernel.public import Invalid, NotFound, lock_number
from belong.ground.ledger.public import NoteWritten, Reason, ids_of, record, withdraw
from belong.ground.people.actor import Actor
from belong.ground.people.administering.policies import may_note, may_take_note
from belong.ground.people.commands.fetching import person_for
from belong.ground.people.commands.wording import words_of
from belong.ground.people.kept import NOTE_LENGTH, REQUEST_KEY_LENGTH
from belong.ground.people.models import Note

EMPTY = gettext_lazy("Please write something here.")
ONESELF = gettext_lazy("Nobody writes notes about themself: another host does.")


def write_note(*, actor: Actor, person: int, body: str, request_key: str | None = None) -> UUID:
    """Keep a note about a person, for hosts. Sent twice with the same `request_key`, it is kept once."""
    with transaction.atomic():
        found = person_for(actor, person)
        may_note(actor).or_refuse()
        text = words_of(body, "body", NOTE_LENGTH, EMPTY)
        if actor.person is not None and found.pk in ids_of(actor.person):
            raise Invalid({"body": ONESELF})
        if request_key is not None and (before := _written_before(request_key, found.pk, text)) is not None:
            return before
        note = Note.objects.create(person=found, by_id=actor.acting, body=text, request_key=request_key)
        fact = record(
            NoteWritten(
                actor=actor.acting,
                counterpart=found.pk,
                about=f"people.note:{note.pk}",
                occurred_at=note.at,
                recorded_by=actor.acting,
            )
        )
        Note.objects.filter(pk=note.pk).update(fact=fact)
    return note.uid


def _written_before(request_key: str, person: int, body: str) -> UUID | None:
    """What this form wrote; one at a time with one key."""
    if not 0 < len(request_key) <= REQUEST_KEY_LENGTH:
        says = _("A request key has 1 to %(most)s characters.")
        raise Invalid({"request_key": says % {"most": REQUEST_KEY_LENGTH}})
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number(f"people.note:{request_key}")])
    first = Note.objects.filter(request_key=request_key).first()
    if first is None:
        return None
    if (first.person_id, first.body) != (person, body):
        raise Invalid({"request_key": _("Another note was written with this form already: open a fresh one.")})
    return first.uid


def take_note(*, actor: Actor, person: int, note: UUID) -> None:
    """A note goes for good, and that it was written is withdrawn. Who wrote it and owners."""
    with transaction.atomic():
        found = person_for(actor, person)
        row = Note.objects.select_for_update().filter(uid=note, person__in=ids_of(found.pk)).first()
        if row is None or not may_note(actor):
            raise NotFound
        may_take_note(actor, row.by_id).or_refuse()
        withdraw(row.fact, reason=Reason.DELETED, actor=actor.acting)
        row.delete()

"""Notes of hosts about persons: for hosts alone."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from belong.ground.kernel.public import Page, decode_cursor, page_of
from belong.ground.ledger.public import ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.administering.cards import NoteCard
from belong.ground.people.administering.policies import may_note
from belong.ground.people.models import Note
from belong.ground.people.policies import is_self
from belong.ground.people.queries import person_cards

PAGE = 50


def notes_about(actor: Actor, person: int, cursor: str | None = None, limit: int = PAGE) -> Page[NoteCard]:
    """The notes about a person, newest first. For hosts; others see none, and nobody those about themself here."""
    if not may_note(actor) or is_self(actor, person):
        return Page([])
    found = Note.objects.filter(person__in=ids_of(person))
    if cursor is not None:
        at, number = decode_cursor(cursor, [datetime, int])
        found = found.filter(Q(at__lt=at) | Q(at=at, pk__lt=number))
    page = page_of(list(found.order_by("-at", "-pk")[: limit + 1]), limit, lambda one: (one.at, one.pk))
    return Page(_cards(actor, page.items), page.next)


def note_texts(actor: Actor, ids: Iterable[int]) -> dict[int, str]:
    """What those of the notes say that the actor may read. At most two statements."""
    wanted = list(set(ids))
    if not wanted or not may_note(actor):
        return {}
    found = Note.objects.filter(pk__in=wanted)
    if actor.person is not None:
        found = found.exclude(person__in=ids_of(actor.person))
    return dict(found.values_list("pk", "body"))


def _cards(actor: Actor, rows: Sequence[Note]) -> list[NoteCard]:
    people = person_cards(row.by_id for row in rows if row.by_id is not None)
    own = set(ids_of(actor.person)) if actor.person is not None else set()
    return [
        NoteCard(row.pk, row.uid, row.body, people.get(row.by_id or 0), row.at, actor.is_owner or row.by_id in own)
        for row in rows
    ]

"""Reading contact moments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from belong.ground.kernel.public import Card, NotFound, Page, decode_cursor, page_of
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor, person_cards
from belong.ground.touches.cards import TouchCard
from belong.ground.touches.models import Touch, TouchPerson
from belong.ground.touches.policies import deeds_visible_to, may_read_note, visible_to

PAGE = 50


def touches_with(actor: Actor, person: int, *, cursor: str | None = None, limit: int = PAGE) -> Page[TouchCard]:
    """The contact moments with a person, newest first: hosts see everybody's, a person their own, others none."""
    theirs = TouchPerson.objects.filter(person__in=ids_of(person)).values("touch")
    found = visible_to(actor).filter(pk__in=theirs).order_by("-occurred_at", "-pk")
    if not actor.is_host and actor.person not in ids_of(person):
        found = found.none()
    if cursor is not None:
        at, number = decode_cursor(cursor, [datetime, int])
        found = found.filter(Q(occurred_at__lt=at) | Q(occurred_at=at, pk__lt=number))
    page = page_of(list(found[: limit + 1]), limit, lambda touch: (touch.occurred_at, touch.pk))
    return Page(_cards(actor, page.items), page.next)


def touch(actor: Actor, uid: UUID) -> TouchCard:
    """One contact moment. Raises `NotFound`."""
    found = visible_to(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return _cards(actor, [found])[0]


def touch_cards(actor: Actor, ids: Iterable[int]) -> dict[int, TouchCard]:
    """Those of `ids` that the actor may know of. Three statements, however many."""
    wanted = list(set(ids))
    if not wanted:
        return {}
    return {card.id: card for card in _cards(actor, list(visible_to(actor).filter(pk__in=wanted)))}


def _cards(actor: Actor, rows: Sequence[Touch]) -> list[TouchCard]:
    held: dict[int, list[int]] = defaultdict(list)
    for number, person in (
        TouchPerson.objects.filter(touch__in=[row.pk for row in rows]).order_by("pk").values_list("touch", "person")
    ):
        held[number].append(person)
    people = person_cards(
        {person for persons in held.values() for person in persons} | {row.by_id for row in rows if row.by_id}
    )
    notes = bool(may_read_note(actor))
    return [
        TouchCard(
            id=row.pk,
            uid=row.uid,
            channel=row.channel,
            direction=row.direction,
            turf=row.turf,
            purpose=row.purpose,
            occurred_at=row.occurred_at,
            note=row.note if notes else "",
            by=people.get(row.by_id) if row.by_id else None,
            persons=tuple(
                people[person]
                for person in held[row.pk]
                if person in people and (notes or people[person].id == actor.person)
            ),
            came=row.source is not None,
        )
        for row in rows
    ]


def cards_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`touches.touch:ID` for timelines and evidence: channel and purpose, never the note. It has no page."""
    seen = visible_to(actor).filter(pk__in=ids).values_list("pk", "channel", "purpose")
    return {
        number: Card(f"touches.touch:{number}", f"{channel}: {purpose}" if purpose else channel, "")
        for number, channel, purpose in seen
    }


def deed_cards_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`touches.deed:ID` for timelines and evidence: what it was about, where that was told. It has no page."""
    seen = deeds_visible_to(actor).filter(pk__in=ids).exclude(about="").values_list("pk", "about")
    return {number: Card(f"touches.deed:{number}", about, "") for number, about in seen}

"""Reading what is contested: all that waits, for hosts; their own, for the person."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from belong.care.moderation.cards import ContestedCard
from belong.care.moderation.models import Contested
from belong.care.moderation.policies import DECIDED_ALREADY, may_be_withdrawn
from belong.ground.kernel.public import Card, NotFound, Page, Refused, decode_cursor, encode_cursor
from belong.ground.ledger.public import facts, ids_of
from belong.ground.people.public import Actor, person_cards

WAITING = Contested.State.WAITING
A_PAGE = 20


def contested_entries(actor: Actor, cursor: str | None = None) -> Page[ContestedCard]:
    """The entries that wait for a decision, the oldest first. For hosts."""
    if not actor.is_host:
        raise NotFound
    found = Contested.objects.filter(state=WAITING).order_by("pk")
    if cursor is not None:
        found = found.filter(pk__gt=decode_cursor(cursor, (int,))[0])
    rows = list(found[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    return Page(_cards(shown), encode_cursor(shown[-1].pk) if len(rows) > len(shown) else None)


def contested_entry(actor: Actor, uid: UUID) -> ContestedCard:
    """An entry that waits, for hosts. Raises `NotFound`, and `Refused` where it was decided meanwhile."""
    decided = Contested.objects.filter(uid=uid, state__in=(Contested.State.WITHDRAWN, Contested.State.EXPLAINED))
    if actor.is_host and decided.exists():
        raise Refused(DECIDED_ALREADY)
    found = _cards(Contested.objects.filter(uid=uid, state=WAITING)) if actor.is_host else []
    if not found:
        raise NotFound
    return found[0]


def my_contested(actor: Actor, entries: Iterable[int]) -> dict[int, ContestedCard]:
    """What the actor contested of these facts: the latest of each."""
    if actor.person is None:
        return {}
    rows = Contested.objects.filter(fact__in=list(entries), person__in=ids_of(actor.person)).order_by("pk")
    return {card.fact.id: card for card in _cards(rows)}


def contests_of(actor: Actor) -> list[ContestedCard]:
    """What the actor contested last, the latest first."""
    if actor.person is None:
        return []
    return _cards(Contested.objects.filter(person__in=ids_of(actor.person)).order_by("-pk")[:A_PAGE])


def contested_waiting(actor: Actor) -> int:
    """How many entries wait for a decision; none for who is no host."""
    return Contested.objects.filter(state=WAITING).count() if actor.is_host else 0


def _cards(given: Iterable[Contested]) -> list[ContestedCard]:
    rows = list(given)
    meant = {fact.id: fact for fact in facts([row.fact for row in rows])}
    people = person_cards(row.person_id for row in rows)
    return [
        ContestedCard(
            row.uid,
            meant[row.fact],
            people[row.person_id],
            row.words,
            row.asked_at,
            row.state,
            row.answer,
            row.decided_at,
            may_be_withdrawn(meant[row.fact]),
        )
        for row in rows
        if row.person_id in people and row.fact in meant
    ]


def cards_for_refs(actor: Actor, ids: Sequence[int]) -> dict[int, Card]:
    """`moderation.contested:ID`: for the person, who reads it in their record, and for hosts, as long as it waits."""
    own = [] if actor.person is None else ids_of(actor.person)
    seen = Contested.objects.filter(pk__in=ids)
    if not actor.is_host:
        seen = seen.filter(person__in=own)
    return {
        number: Card(
            f"moderation.contested:{number}",
            _("An entry of the record"),
            f"/contested/{uid}" if state == WAITING and actor.is_host else "/me/ledger" if person in own else "",
        )
        for number, uid, state, person in seen.values_list("pk", "uid", "state", "person")
    }

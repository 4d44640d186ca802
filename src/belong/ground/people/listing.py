"""Everybody, a page at a time, for hosts; and where somebody came from."""

from datetime import datetime

from django.db.models import F, Q
from django.db.models.lookups import Exact

from belong.ground.kernel.public import Page, decode_cursor, page_of
from belong.ground.ledger.public import Batch, ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.cards import ArchiveCard, ListedPerson, card_of
from belong.ground.people.finding import named_like
from belong.ground.people.models import Identity, Permission, Person, RoleHeld
from belong.ground.people.policies import may_list, may_see_addresses, visible_to
from belong.ground.people.relations import canonical_of

PAGE = 48


def people_list(
    actor: Actor, *, joined: bool = True, cursor: str | None = None, limit: int = PAGE
) -> Page[ListedPerson]:
    """Members, the newest first; not `joined`: those who are known and have not joined, the latest known first.

    Hosts only. By an index: one query for communities of any size.
    """
    may_list(actor).or_refuse()
    found = visible_to(actor).filter(Exact(canonical_of("pk"), F("pk")), joined_at__isnull=not joined)
    if joined:
        if cursor is not None:
            at, number = decode_cursor(cursor, [datetime, int])
            found = found.filter(Q(joined_at__lt=at) | Q(joined_at=at, pk__lt=number), joined_at__lte=at)
        rows = list(found.order_by("-joined_at", "-pk")[: limit + 1])
        page = page_of(rows, limit, _place)
    else:
        if cursor is not None:
            found = found.filter(pk__lt=decode_cursor(cursor, [int])[0])
        page = page_of(list(found.order_by("-pk")[: limit + 1]), limit, lambda person: (person.pk,))
    return Page([_listed(person) for person in page.items], page.next)


def people_found(actor: Actor, text: str, limit: int = PAGE) -> list[ListedPerson]:
    """Whose names have words that begin as those of `text` do, the shortest names first. Hosts only. One query."""
    may_list(actor).or_refuse()
    return [_listed(person) for person in named_like(actor, text)[:limit]]


def _place(person: Person) -> tuple[datetime, int]:
    if person.joined_at is None:
        raise TypeError("who has not joined stands in no order of joining")
    return person.joined_at, person.pk


def _listed(person: Person) -> ListedPerson:
    return ListedPerson(card_of(person), person.joined_at)


def archives_of(actor: Actor, person: int) -> list[ArchiveCard]:
    """The imports that stand and tell of a person, the first one first: for the person and hosts, else none."""
    if not may_see_addresses(actor, person):
        return []
    ids = ids_of(person)
    told = (
        Q(pk__in=model.objects.filter(person__in=ids).values("batch")) for model in (Identity, Permission, RoleHeld)
    )
    brought = Q(pk__in=Person.objects.filter(pk__in=ids).values("batch"))
    for one in told:
        brought |= one
    found = Batch.objects.filter(brought, state=Batch.State.COMPLETE).order_by("pk")
    rows = found.values_list("pk", "source", "label", "completed_at")
    return [ArchiveCard(batch, source, label, at) for batch, source, label, at in rows if at is not None]

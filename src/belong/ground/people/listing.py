"""Everybody, a page at a time, for hosts; and where somebody came from."""

from datetime import datetime

from django.db.models import BooleanField, F, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact

from belong.ground.kernel.public import Page, decode_cursor, page_of
from belong.ground.ledger.public import Batch, ids_of
from belong.ground.people.actor import Actor
from belong.ground.people.cards import ArchiveCard, ListedPerson
from belong.ground.people.models import Identity, Permission, Person, RoleHeld
from belong.ground.people.policies import may_list, may_see_addresses, visible_to
from belong.ground.people.queries import person_cards
from belong.ground.people.relations import FIRST_TO_JOIN, NEVER_JOINED, canonical_of

PAGE = 48


def people_list(
    actor: Actor, *, joined: bool = True, cursor: str | None = None, limit: int = PAGE
) -> Page[ListedPerson]:
    """Members, the newest first; not `joined`: those who are known and have not joined, the latest known first.

    Hosts only. By an index: two queries for communities of any size.
    """
    may_list(actor).or_refuse()
    found = visible_to(actor)
    if joined:
        found = found.filter(_meets(FIRST_TO_JOIN), joined_at__isnull=False)
        if cursor is not None:
            at, number = decode_cursor(cursor, [datetime, int])
            found = found.filter(Q(joined_at__lt=at) | Q(joined_at=at, pk__lt=number), joined_at__lte=at)
        rows = list(found.order_by("-joined_at", "-pk")[: limit + 1])
        page = page_of(rows, limit, _place)
    else:
        found = found.filter(Exact(canonical_of("pk"), F("pk")), _meets(NEVER_JOINED))
        if cursor is not None:
            found = found.filter(pk__lt=decode_cursor(cursor, [int])[0])
        page = page_of(list(found.order_by("-pk")[: limit + 1]), limit, lambda person: (person.pk,))
    cards = person_cards(person.pk for person in page.items)
    listed = [ListedPerson(cards[one.pk], one.joined_at) for one in page.items if one.pk in cards]
    return Page(listed, page.next)


def _meets(condition: str) -> RawSQL:
    return RawSQL(condition, [], output_field=BooleanField())  # noqa: S611 - a constant


def _place(person: Person) -> tuple[datetime, int]:
    if person.joined_at is None:
        raise TypeError("who has not joined stands in no order of joining")
    return person.joined_at, person.pk


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

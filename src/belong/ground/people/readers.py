"""Who reads mail at an address, as far as it is known."""

from collections.abc import Collection
from uuid import UUID

from belong.ground.ledger.public import standing_rows
from belong.ground.people.cards import PersonCard
from belong.ground.people.models import MAIL, Identity, Person
from belong.ground.people.queries import person_cards


def readers_of(addresses: Collection[str]) -> dict[str, PersonCard]:
    """Who is known by each of these (lower-cased) addresses; those that nobody is known by are left out. Two queries.

    It asks for no actor: whoever shows the answer says to whom.
    """
    standing = Identity.objects.filter(standing_rows("batch"), standing_rows("person__batch"))
    found = dict(standing.filter(source=MAIL, key__in=list(addresses)).values_list("key", "person"))
    cards = person_cards(found.values())
    return {address: cards[person] for address, person in found.items() if person in cards}


def reader_of(address: str) -> PersonCard | None:
    return readers_of([address]).get(address)


def person_of_uid(uid: UUID) -> int | None:
    """The person of a link that we made for them, whether or not they were merged since."""
    found = Person.objects.filter(standing_rows("batch"), uid=uid, erased_at__isnull=True)
    return found.values_list("pk", flat=True).first()

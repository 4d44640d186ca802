"""Who reads mail at an address, as far as it is known, and in which language."""

from collections.abc import Collection
from uuid import UUID

from belong.ground.kernel.public import first_row
from belong.ground.ledger.public import standing_rows
from belong.ground.people.cards import PersonCard
from belong.ground.people.models import MAIL, Identity, Person
from belong.ground.people.queries import person_cards
from belong.ground.people.relations import SHOWN_LANGUAGE

_LANGUAGE = f"""
select {SHOWN_LANGUAGE.format("p")} from people_person p
where p.id = coalesce((select x.canonical from person_alias x where x.person = %s::bigint), %s::bigint)
"""  # noqa: S608 - fixed text


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


def language_of(person: int) -> str:
    """In which language the person chose to be spoken to, under whichever of their ids; empty where they said nothing.

    For the house, which writes to them: it asks for no actor.
    """
    row = first_row(_LANGUAGE, [person, person])
    return str(row[0]) if row is not None else ""

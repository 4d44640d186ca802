from datetime import datetime

from django.db import transaction

from belong.ground.kernel.public import now
from belong.ground.ledger.public import PersonFlagged, PersonJoined, record
from belong.ground.people import checks
from belong.ground.people.actor import Actor
from belong.ground.people.cards import PersonCard, card_of
from belong.ground.people.commands.fetching import invalid_as, lock_identities, person_for
from belong.ground.people.commands.identities import attach
from belong.ground.people.models import Person
from belong.ground.people.policies import may_add_people, may_change, may_flag


def add_person(
    *,
    actor: Actor,
    name: str,
    identities: tuple[tuple[str, str], ...] = (),
    joined: bool = False,
    is_staff: bool = False,
    is_bot: bool = False,
) -> PersonCard:
    """A person known to the organisation, without an account. Hosts only; an identity known already is `Invalid`."""
    may_add_people(actor).or_refuse()
    with invalid_as("name"):
        name = checks.person_name(name)
    with invalid_as("identities"):
        known_as = [checks.identity(source, key) for source, key in identities]
    with transaction.atomic():
        lock_identities()
        person = Person.objects.create(name=name)
        for source, key in known_as:
            attach(person, source, key, actor=actor, verified=False)
        flag(person, actor=actor, staff=is_staff, bot=is_bot)
        if joined:
            join(person, at=now(), actor=actor)
    return card_of(person)


def join_community(*, actor: Actor, person: int, at: datetime | None = None) -> None:
    """The person joined the community, now or at `at`. Theirs and hosts' to say; once is enough."""
    with transaction.atomic():
        found = person_for(actor, person)
        may_change(actor, person).or_refuse()
        with invalid_as("at"):
            moment = checks.instant(at or now(), "The instant of joining")
        if found.joined_at is None:
            join(found, at=moment, actor=actor)


def join(person: Person, *, at: datetime, actor: Actor) -> None:
    """Keep that the person joined here, with its fact, once. Inside a transaction.

    An import may tell that they joined elsewhere before; that stands or falls with the import.
    """
    if person.joined_at is None:
        person.joined_at = at
        person.save(update_fields=["joined_at"])
    record(
        PersonJoined(
            actor=person.pk,
            about=f"people.person:{person.pk}",
            occurred_at=at,
            recorded_by=actor.person,
            source="people",
            source_key=f"joined:{person.pk}",
        )
    )


def set_flags(*, actor: Actor, person: int, staff: bool | None = None, bot: bool | None = None) -> PersonCard:
    """Say whether the person is staff or a bot (None: as it is). Both are left out of figures. Hosts only."""
    with transaction.atomic():
        found = person_for(actor, person)
        may_flag(actor).or_refuse()
        flag(
            found,
            actor=actor,
            staff=found.is_staff if staff is None else staff,
            bot=found.is_bot if bot is None else bot,
        )
    return card_of(found)


def flag(person: Person, *, actor: Actor, staff: bool, bot: bool) -> None:
    """Set both flags, with the fact where that changes anything. Inside a transaction."""
    if (person.is_staff, person.is_bot) == (staff, bot):
        return
    person.is_staff, person.is_bot = staff, bot
    person.save(update_fields=["is_staff", "is_bot"])
    record(
        PersonFlagged(
            actor=actor.person,
            counterpart=person.pk,
            about=f"people.person:{person.pk}",
            recorded_by=actor.person,
            staff=staff,
            bot=bot,
        )
    )

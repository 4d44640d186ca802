from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from belong.ground.kernel.public import now
from belong.ground.ledger.public import PersonFlagged, PersonJoined, history, record
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
            moment = checks.instant(at or now(), _("The instant of joining"))
        if found.joined_at is None:
            join(found, at=moment, actor=actor)


def join(person: Person, *, at: datetime, actor: Actor) -> None:
    """Keep that the person joined, with its fact, once. Inside a transaction.

    Where an import that stands told it before, that is the one fact; should the import be undone, `join_instead` keeps
    that whoever has an account joined.
    """
    if person.joined_at is None:
        person.joined_at = at
        person.save(update_fields=["joined_at"])
    if not history(person=person.pk, words=["joined"], limit=1).items:
        _record_joined(person.pk, at, actor.acting)


def join_instead(batch: int) -> None:
    """Whoever has an account and of whom only this batch tells that they joined: they joined with their account.

    Call it in the transaction that withdraws the batch.
    """
    with connection.cursor() as cursor:
        cursor.execute(_JOINED_ONLY_BY, {"batch": batch})
        alone = cursor.fetchall()
    for person, opened_at in alone:
        _record_joined(person, opened_at, None)


_JOINED_ONLY_BY = """
with holders as (
    select a.person_id, a.opened_at, coalesce(x.canonical, a.person_id) as top
    from people_account a left join person_alias x on x.person = a.person_id
), known as (
    select person_id, opened_at, top as id from holders
    union select h.person_id, h.opened_at, y.person from holders h join person_alias y on y.canonical = h.top
)
select k.person_id, k.opened_at from known k cross join lateral (
    select s.batch_id from ledger_standing s where s.actor_recorded = k.id and s.word = 'joined'
) s group by k.person_id, k.opened_at having bool_and(s.batch_id is not distinct from %(batch)s) order by k.person_id
"""


def _record_joined(person: int, at: datetime, by: int | None) -> None:
    record(
        PersonJoined(
            actor=person,
            about=f"people.person:{person}",
            occurred_at=at,
            recorded_by=by,
            source="people",
            source_key=f"joined:{person}",
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
            actor=actor.acting,
            counterpart=person.pk,
            about=f"people.person:{person.pk}",
            recorded_by=actor.acting,
            staff=staff,
            bot=bot,
        )
    )

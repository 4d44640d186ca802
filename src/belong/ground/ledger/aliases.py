"""Persons who turned out to be one. Facts never change: everything reads through the alias."""

from collections.abc import Iterable

from django.db import connection

from belong.ground.kernel.public import lock_number, require_transaction
from belong.ground.ledger.errors import WrongAlias
from belong.ground.ledger.facts.ledger import AliasRemoved, AliasSet
from belong.ground.ledger.models import Alias
from belong.ground.ledger.record import insert

_ALIASES = lock_number("ledger.aliases")


def canonical(person: int) -> int:
    """The person that this id stands for: itself, unless it was merged into another."""
    found = Alias.objects.filter(person=person).values_list("canonical", flat=True).first()
    return person if found is None else found


def ids_of(person: int) -> list[int]:
    """Every id under which the acts of this person were recorded, sorted; the person may be named by any of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            with top as (select coalesce((select canonical from person_alias where person = %s), %s::bigint) as id)
            select id from top
            union
            select a.person from person_alias a join top on a.canonical = top.id
            order by 1
            """,
            [person, person],
        )
        return [number for (number,) in cursor.fetchall()]


def ids_of_each(persons: Iterable[int]) -> dict[int, list[int]]:
    """`ids_of` for many, in one statement."""
    wanted = sorted(set(persons))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select w.id,
                   array(select t.top union select a.person from person_alias a where a.canonical = t.top order by 1)
            from unnest(%s::bigint[]) w (id)
            cross join lateral (
                select coalesce((select canonical from person_alias where person = w.id), w.id) as top) t
            """,
            [wanted],
        )
        return dict(cursor.fetchall())


def set_alias(person: int, into: int, *, recorded_by: int | None = None) -> int:
    """Say that `person` is `into`, and return the canonical person, which is who `into` stands for.

    Raises `WrongAlias` where `person` stands for somebody already or both are one.
    """
    _lock()
    top = canonical(into)
    if top == person:
        raise WrongAlias(f"person {into} already stands for person {person}")
    if Alias.objects.filter(person=person).exists():
        raise WrongAlias(f"person {person} already stands for person {canonical(person)}")
    Alias.objects.create(person=person, into=into, canonical=top)
    Alias.objects.filter(canonical=person).update(canonical=top)
    insert(AliasSet(actor=person, counterpart=top, about=f"people.person:{person}", recorded_by=recorded_by))
    return top


def remove_alias(person: int, *, recorded_by: int | None = None) -> None:
    """Take back what `set_alias` said of `person`: whoever was merged into it before goes with it again."""
    _lock()
    top = canonical(person)
    if top == person:
        raise WrongAlias(f"person {person} stands for nobody else")
    Alias.objects.filter(person=person).delete()
    into = dict(Alias.objects.filter(canonical=top).values_list("person", "into"))
    back = [other for other in into if _end_of_chain(other, into) == person]
    Alias.objects.filter(person__in=back).update(canonical=person)
    insert(AliasRemoved(actor=person, counterpart=top, about=f"people.person:{person}", recorded_by=recorded_by))


def _end_of_chain(person: int, into: dict[int, int]) -> int:
    while person in into:
        person = into[person]
    return person


def _lock() -> None:
    require_transaction("changing an alias")
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_ALIASES])

from dataclasses import replace

import pytest
from django.db import transaction

from belong.ground.kernel.public import Refused
from belong.ground.ledger.public import history, set_alias
from belong.ground.people.models import Person
from belong.ground.people.public import (
    Actor,
    LoadedPerson,
    add_person,
    archives_of,
    keep_needed_since,
    load_people,
    mark,
    open_account,
    people_found,
    people_list,
)
from belong.ground.people.tests.support import HOUSE, PASSWORD, VISITOR, batch, complete, host, member, on, undo

pytestmark = pytest.mark.django_db

BEER = "stackexchange:beer"
ANNA = LoadedPerson("1", "Anna Ås", joined_at=on(2019), identities=(("mail", "anna@x.no"),))


def brought(*rows: LoadedPerson) -> int:
    number = batch(BEER)
    with transaction.atomic():
        load_people(number, BEER, rows)
    return number


def everybody(actor: Actor, *, joined: bool = True) -> list[str]:
    names: list[str] = []
    cursor: str | None = None
    while True:
        page = people_list(actor, joined=joined, cursor=cursor, limit=2)
        names += [one.card.name for one in page.items]
        cursor = page.next
        if cursor is None:
            return names


def test_everybody_who_stands_is_listed_once_newest_first() -> None:
    hanna = host()
    number = brought(ANNA, replace(ANNA, key="2", name="Ben", joined_at=on(2018), identities=()),
                     replace(ANNA, key="3", name="Cleo", joined_at=None, identities=()))  # fmt: skip
    assert everybody(hanna) == ["Hanna"]
    complete(number)
    mia, again = member("Mia"), member("Mia M.")
    set_alias(again.person or 0, mia.person or 0)
    assert everybody(hanna) == ["Mia", "Hanna", "Anna Ås", "Ben"]
    late = add_person(actor=HOUSE, name="Dag")
    assert everybody(hanna, joined=False) == [late.name, "Cleo"]
    assert [one.card.name for one in people_found(hanna, "as ANN").items] == ["Anna Ås"]
    undo(number)
    assert everybody(hanna) == ["Mia", "Hanna"]


def test_who_is_one_with_a_record_of_an_undone_archive_is_listed_by_their_own() -> None:
    hanna = host()
    number = brought(ANNA, replace(ANNA, key="2", name="Ben", joined_at=on(2018), identities=()))
    complete(number)
    anna, ben = (Person.objects.get(name=name).pk for name in ("Anna Ås", "Ben"))
    mia, known = member("Mia"), add_person(actor=HOUSE, name="Dag")
    set_alias(anna, mia.person or 0)
    set_alias(ben, known.id)
    assert everybody(hanna) == ["Hanna", "Mia", "Dag"]
    assert everybody(hanna, joined=False) == []
    undo(number)
    assert everybody(hanna) == ["Mia", "Hanna"]
    assert everybody(hanna, joined=False) == ["Dag"]


def test_the_list_is_for_hosts() -> None:
    for actor in (member(), VISITOR):
        with pytest.raises(Refused):
            people_list(actor)
        with pytest.raises(Refused):
            people_found(actor, "a")


def test_where_somebody_came_from_is_for_them_and_hosts() -> None:
    number = brought(ANNA)
    hanna = host()
    anna = Person.objects.get(name="Anna Ås").pk
    assert archives_of(hanna, anna) == []
    complete(number)
    assert [(one.batch, one.source, one.label) for one in archives_of(hanna, anna)] == [
        (number, BEER, "an archive of the tests")
    ]
    assert archives_of(Actor(person=anna), anna) == archives_of(hanna, anna)
    assert archives_of(member(), anna) == []


def joined(person: int) -> list[object]:
    return [fact.batch for fact in history(person=person, words=["joined"]).items]


def test_an_imported_person_with_an_account_joined_once_and_stays_when_the_import_is_undone() -> None:
    number = brought(ANNA, replace(ANNA, key="2", name="Ben", identities=()))
    complete(number)
    made = open_account(email="anna@x.no", password=PASSWORD, actor=host())
    assert Person.objects.get(pk=made.person_id).name == "Anna Ås"
    assert joined(made.person_id) == [number]
    with transaction.atomic():
        keep_needed_since(number, since=mark())
        assert len(joined(made.person_id)) == 2
    undo(number)
    kept = history(person=made.person_id, words=["joined"]).items
    assert [(fact.batch, fact.occurred_at) for fact in kept] == [(None, made.opened_at)]

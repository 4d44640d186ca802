"""Who is the same person, by their addresses."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from belong.ground.people.models import Identity, Person
from belong.ground.people.public import (
    LoadedPerson,
    RefusedRow,
    add_identity,
    find_identity,
    load_people,
)
from belong.ground.people.tests.loading.archive import ANNA, BEER, BEN, brought
from belong.ground.people.tests.support import HOUSE, account, batch, on, recording, undo

pytestmark = pytest.mark.django_db


def test_the_same_address_is_the_same_person_across_sources() -> None:
    _, first = brought(replace(ANNA, identities=(("mail", "anna@x.org"),)))
    with recording() as facts:
        number, second = brought(LoadedPerson("a", "A.", on(2012), identities=(("mail", "ANNA@x.org"),)), source="list")
    assert second["a"] == first["1"]
    assert Person.objects.count() == 1
    assert set(Identity.objects.values_list("source", "key")) == {(BEER, "1"), ("mail", "anna@x.org"), ("list", "a")}
    assert facts.rows[0]["occurred_at"] == on(2012)  # each archive tells of joining; the earliest counts
    undo(number)
    assert find_identity("list:a") is None
    assert find_identity(f"{BEER}:1") == first["1"]


def test_an_address_finds_its_person_with_and_without_its_source() -> None:
    _, ids = brought(replace(ANNA, identities=(("mail", "ana@example.org"),)))
    found = [
        find_identity(text) for text in ("mail:ana@example.org", "ana@example.org", " Ana@Example.org", "ana@b.org")
    ]
    assert found == [ids["1"], ids["1"], ids["1"], None]


def test_two_rows_of_one_slice_with_one_address_are_one_person() -> None:
    rows = [replace(ANNA, identities=(("mail", "a@x.org"),)), replace(BEN, identities=(("mail", "a@x.org"),))]
    done = load_people(batch(BEER), BEER, rows)
    assert (done.created, done.matched) == (1, 1)
    assert done.ids["1"] == done.ids["2"]


def test_an_address_typed_at_sign_up_gives_nobody_the_history_of_its_owner() -> None:
    made = account("anna@x.org")
    _, ids = brought(replace(ANNA, identities=(("mail", "anna@x.org"),)))
    assert ids["1"] != made.person_id


def test_an_identity_of_somebody_else_is_left_with_them_and_told() -> None:
    _, ids = brought(ANNA, replace(BEN, identities=(("mail", "ben@x.org"),)))
    done = load_people(batch(BEER), BEER, [replace(ANNA, identities=(("mail", "ben@x.org"),))])
    assert done.ids == {"1": ids["1"]}
    assert done.refused == (RefusedRow(0, "The person was taken, but mail ben@x.org is somebody else's."),)
    assert find_identity("mail:ben@x.org") == ids["2"]


def test_what_two_unfinished_imports_bring_is_the_first_ones() -> None:
    load_people(batch(BEER), BEER, [ANNA])
    with recording() as facts:
        done = load_people(batch(BEER), BEER, [ANNA, BEN])
    assert done.created == 1
    assert [row.index for row in done.refused] == [0]
    assert "not finished" in done.refused[0].reason
    assert facts.words == ["joined"]


def test_a_member_who_took_over_an_undone_identity_keeps_it() -> None:
    first, _ = brought(replace(ANNA, identities=(("mail", "anna@x.org"),)))
    undo(first)
    member = account("other@x.org").person_id
    add_identity(actor=HOUSE, person=member, source="mail", key="anna@x.org")
    _, again = brought(replace(ANNA, identities=(("mail", "anna@x.org"),)))
    assert again["1"] == member
    assert find_identity(f"{BEER}:1") == member


def test_the_database_itself_refuses_an_identity_twice() -> None:
    brought(ANNA)
    with pytest.raises(IntegrityError):
        Identity.objects.create(person=Person.objects.get(), source=BEER, key="1")

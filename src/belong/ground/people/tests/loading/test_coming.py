"""Persons come with what their archive says, and go with it."""

from dataclasses import replace

import pytest

from belong.ground.ledger.public import PersonJoined, record, standing_ids
from belong.ground.people.models import Identity, Person
from belong.ground.people.public import (
    LoadedPerson,
    find_identity,
    keep_needed,
    load_people,
    person_cards,
    persons_by_keys,
)
from belong.ground.people.tests.loading.archive import ANNA, BEER, BEN, ROBOT, brought
from belong.ground.people.tests.support import batch, complete, on, recording, undo

pytestmark = pytest.mark.django_db


def test_persons_come_with_identity_batch_and_the_fact_that_they_joined() -> None:
    number = batch(BEER)
    with recording() as facts:
        done = load_people(number, BEER, [ANNA, replace(BEN, joined_at=None), ROBOT])
    assert (done.created, done.adopted, done.matched, done.facts, done.refused) == (3, 0, 0, 2, ())
    people = {row.name: row for row in Person.objects.all()}
    assert {name: (row.joined_at, row.is_bot, row.is_staff, row.batch_id) for name, row in people.items()} == {
        "Anna": (on(2014), False, False, number),
        "Ben": (None, False, False, number),
        "Community": (on(2013), True, False, number),
    }
    assert set(Identity.objects.values_list("source", "key", "person__name", "batch", "verified_at")) == {
        (BEER, "1", "Anna", number, None),
        (BEER, "2", "Ben", number, None),
        (BEER, "-1", "Community", number, None),
    }
    assert [
        (row["word"], row["actor"], row["about"], row["occurred_at"], row["batch"], row["backfill"])
        for row in facts.rows
    ] == [
        ("joined", people[name].pk, f"people.person:{people[name].pk}", at, number, True)
        for name, at in (("Anna", on(2014)), ("Community", on(2013)))
    ]


def test_nobody_is_there_before_the_import_is_complete_and_nobody_after_it_is_undone() -> None:
    number = batch(BEER)
    person = load_people(number, BEER, [ANNA]).ids["1"]
    assert (find_identity(f"{BEER}:1"), person_cards([person])) == (None, {})
    assert persons_by_keys(BEER, ["1"]) == {}
    assert persons_by_keys(BEER, ["1"], batch=number) == {"1": person}
    complete(number)
    assert find_identity(f"{BEER}:1") == person
    assert person_cards([person])[person].name == "Anna"
    undo(number)
    assert (find_identity(f"{BEER}:1"), person_cards([person])) == (None, {})


def test_loading_again_adds_nothing_whatever_the_batch() -> None:
    number = batch(BEER)
    load_people(number, BEER, [ANNA, BEN])
    with recording() as facts:
        again = load_people(number, BEER, [ANNA, BEN, ANNA])
        complete(number)
        later = load_people(batch(BEER), BEER, [ANNA, BEN])
    assert (again.created, again.matched, again.facts) == (0, 3, 0)
    assert (later.created, later.matched, later.facts, later.ids) == (0, 2, 0, again.ids)
    assert facts.words == ["batch_completed"]
    assert (Person.objects.count(), Identity.objects.count()) == (2, 2)


def test_a_row_twice_in_one_slice_is_one_person() -> None:
    done = load_people(batch(BEER), BEER, [ANNA, replace(ANNA, name="Anna again")])
    assert (done.created, done.matched, done.facts) == (1, 1, 1)
    assert Person.objects.get().name == "Anna"


def test_an_undone_archive_that_comes_again_gets_the_same_persons_back() -> None:
    first, ids = brought(ANNA, BEN)
    undo(first)
    second = batch(BEER)
    with recording() as facts:
        done = load_people(second, BEER, [replace(ANNA, name="Anna B."), BEN])
    assert (done.created, done.adopted, done.matched, done.ids) == (0, 2, 0, ids)
    assert facts.words == ["joined", "joined"]
    assert set(Person.objects.values_list("name", "batch")) == {("Anna B.", second), ("Ben", second)}
    assert set(Identity.objects.values_list("batch", flat=True)) == {second}
    complete(second)
    assert find_identity(f"{BEER}:1") == ids["1"]
    assert len(standing_ids(about=f"people.person:{ids['1']}", word="joined")) == 1


def test_a_later_archive_leaves_the_names_of_those_who_stand() -> None:
    brought(ANNA)
    load_people(batch(BEER), BEER, [replace(ANNA, name="Other", is_staff=True)])
    kept = Person.objects.get()
    assert (kept.name, kept.is_staff) == ("Anna", False)


def test_a_person_of_an_undone_import_who_did_something_since_stays() -> None:
    first, ids = brought(ANNA, BEN, LoadedPerson("3", "Cleo", on(2015)))
    second = batch("list")
    record(PersonJoined(actor=ids["1"], about=f"people.person:{ids['1']}"))
    record(PersonJoined(actor=ids["2"], about=f"people.person:{ids['2']}", batch=second))
    complete(second)
    undo(first)
    after: int | None = 0
    while after is not None:
        after = keep_needed(first, after=after)
    assert dict(Person.objects.values_list("name", "batch")) == {"Anna": None, "Ben": second, "Cleo": first}
    assert find_identity(f"{BEER}:1") == ids["1"]
    assert find_identity(f"{BEER}:2") is None
    assert find_identity(f"{BEER}:3") is None
    undo(second)
    assert find_identity(f"{BEER}:2") is None
    again = load_people(batch(BEER), BEER, [ANNA, BEN])
    assert (again.matched, again.adopted, again.ids) == (1, 1, {"1": ids["1"], "2": ids["2"]})


def test_keep_needed_goes_slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    number, _ = brought(ANNA, BEN)
    undo(number)
    monkeypatch.setattr("belong.ground.people.commands.keep.SLICE", 1)
    place = keep_needed(number)
    assert place is not None
    assert keep_needed(number, after=keep_needed(number, after=place) or 0) is None

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belong.ground.ledger.public import PersonJoined, record, standing_ids
from belong.ground.people.models import Identity, Person, RoleHeld
from belong.ground.people.public import (
    LoadedPerson,
    LoadedRole,
    RefusedRow,
    add_identity,
    end_role,
    find_identity,
    keep_needed,
    load_people,
    load_roles,
    person_cards,
    persons_by_keys,
)
from belong.ground.people.tests.support import HOUSE, account, batch, complete, on, recording, undo

pytestmark = pytest.mark.django_db
BEER = "stackexchange:beer"
ANNA = LoadedPerson("1", "Anna", on(2014))
BEN = LoadedPerson("2", "Ben", on(2015))
ROBOT = LoadedPerson("-1", "Community", on(2013), is_bot=True)


def brought(*rows: LoadedPerson, source: str = BEER) -> tuple[int, dict[str, int]]:
    """A complete import of these rows: its batch, and the person of each key."""
    number = batch(source)
    ids = load_people(number, source, rows).ids
    complete(number)
    return number, ids


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


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (LoadedPerson("", "X"), "The key is empty."),
        (LoadedPerson("x" * 321, "X"), "The key has 321 characters; 320 are the most."),
        (LoadedPerson("3", "n" * 201), "The name has 201 characters; 200 are the most."),
        (LoadedPerson("3", "X", on(2999)), "The instant of joining is in the future."),
        (LoadedPerson("3", "X", datetime(2015, 1, 1)), "The instant of joining has no time zone."),  # noqa: DTZ001
        (LoadedPerson("3", "X", identities=(("mail", "nothing"),)), "This is not an e-mail address."),
        (
            LoadedPerson("3", "X", identities=(("No Source", "1"),)),
            "'No Source' is no name of a source: small letters, digits, dots, hyphens and colons between them.",
        ),
    ],
)
def test_a_bad_row_is_refused_in_words_and_the_rest_is_taken(row: LoadedPerson, reason: str) -> None:
    done = load_people(batch(BEER), BEER, [ANNA, row, BEN])
    assert (done.created, done.refused) == (2, (RefusedRow(1, reason),))
    assert Person.objects.count() == 2


def test_what_postgresql_cannot_keep_is_cleaned_away() -> None:
    load_people(batch(BEER), BEER, [LoadedPerson("1", "An\x00na\u2028 \ud800B\tC")])
    assert Person.objects.get().name == "An na B C"


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


def test_roles_come_as_memory_and_powers_do_not() -> None:
    _, ids = brought(ANNA)
    later = batch(BEER)
    rows = [
        LoadedRole("1", "mentor", on(2015), on(2016)),
        LoadedRole("1", "host", on(2015), on(2016)),
        LoadedRole("1", "host", on(2017)),
        LoadedRole("1", "owner", on(2017)),
        LoadedRole("9", "mentor", on(2015)),
    ]
    with recording() as facts:
        done = load_roles(later, BEER, rows)
    assert (done.created, [row.index for row in done.refused]) == (2, [2, 3, 4])
    assert facts.words == ["role_given", "role_ended"] * 2
    assert {row["counterpart"] for row in facts.rows} == {ids["1"]}
    assert set(RoleHeld.objects.values_list("role", "from_at", "until_at", "batch")) == {
        ("mentor", on(2015), on(2016), later),
        ("host", on(2015), on(2016), later),
    }


def test_a_role_that_was_ended_here_stays_ended_when_its_archive_comes_again() -> None:
    _, ids = brought(ANNA)
    first = batch(BEER)
    row = LoadedRole("1", "mentor", on(2015))
    load_roles(first, BEER, [row])
    complete(first)
    end_role(actor=HOUSE, person=ids["1"], role="mentor")
    undo(first)
    done = load_roles(batch(BEER), BEER, [row, row])
    assert (done.adopted, done.matched, done.created) == (1, 1, 0)
    assert RoleHeld.objects.get().until_at is not None


def test_the_database_itself_refuses_an_identity_twice() -> None:
    brought(ANNA)
    with pytest.raises(IntegrityError):
        Identity.objects.create(person=Person.objects.get(), source=BEER, key="1")


KEYS = st.sampled_from("abcd")
MAILS = st.sampled_from(("x@x.org", "y@x.org", "z@x.org"))
ROWS = st.lists(st.builds(lambda key, mail: (key, mail), KEYS, st.none() | MAILS), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slices=st.lists(ROWS, min_size=1, max_size=3))
def test_however_an_archive_is_cut_into_slices_it_brings_the_same_persons(
    slices: list[list[tuple[str, str | None]]],
) -> None:
    rows = [
        LoadedPerson(key, key, on(2015), identities=((("mail", mail),) if mail else ()))
        for part in slices
        for key, mail in part
    ]
    whole, parted = f"whole-{Person.objects.count()}", f"parted-{Person.objects.count()}"
    for source, cut in ((whole, [rows]), (parted, [[row] for row in rows])):
        Identity.objects.filter(source="mail").delete()
        number = batch(source)
        for part in cut:
            load_people(number, source, part)
    same = [{frozenset(keys) for keys in grouped(source).values()} for source in (whole, parted)]
    assert same[0] == same[1]


def grouped(source: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for person, key in Identity.objects.filter(source=source).values_list("person", "key"):
        found.setdefault(person, set()).add(key)
    return found

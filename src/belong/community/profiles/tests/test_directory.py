"""The list of members: who finds whom, by what, in which order, at what cost."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from belong.community.profiles.models import ValueWord
from belong.community.profiles.public import (
    Draft,
    Given,
    Looked,
    add_field,
    affiliate,
    directory,
    open_directory,
    save_profile,
)
from belong.community.profiles.queries import directory as asked
from belong.community.profiles.queries import looking
from belong.community.profiles.tests.support import HOUSE, VISITOR, member
from belong.ground.groups.public import found_group, set_member_role
from belong.ground.kernel.public import Refused
from belong.ground.ledger.public import set_alias
from belong.ground.people.models import Person
from belong.ground.people.public import (
    HOST,
    Actor,
    LoadedPerson,
    add_person,
    load_people,
    merge,
    person,
    set_flags,
    unmerge,
)
from belong.ground.people.tests.support import batch, complete, on, undo
from belong.ground.tags.public import follow_tag, tags_by_names

pytestmark = pytest.mark.django_db
WORDS = import_module("belong.community.profiles.migrations.0004_words_of_places").WORDS


def found(actor: Actor, **looked: object) -> list[str]:
    return [face.card.name for face in directory(actor, Looked(**looked)).items]  # type: ignore[arg-type]


def say(actor: Actor, *, visibility: str = "members", place: str = "", **given: object) -> None:
    values = {"place": Given(place, visibility=visibility)}
    save_profile(actor=actor, draft=Draft(values=values, **given))  # type: ignore[arg-type]


def test_the_newest_faces_come_first_and_bots_guests_and_merged_people_are_not_there() -> None:
    ann, ben = member("Ann"), member("Ben")
    add_person(actor=HOUSE, name="Known, not joined")
    robot, twin = member("Robot"), member("Ann again")
    set_flags(actor=HOUSE, person=robot.person or 0, bot=True)
    set_alias(twin.person or 0, ann.person or 0)
    assert found(ben) == ["Ben", "Ann"]


def test_whose_kept_record_does_not_tell_that_they_joined_is_found_by_the_day_that_another_tells() -> None:
    ann, kept = member("Ann"), add_person(actor=HOUSE, name="Ann of the archive")
    ben, cy = member("Ben"), member("Cy")
    set_alias(ann.person or 0, kept.id)
    assert found(ben) == ["Cy", "Ben", "Ann of the archive"]
    first = directory(cy, Looked(), limit=2)
    assert [face.card.name for face in directory(cy, Looked(), first.next).items] == ["Ann of the archive"]
    save_profile(actor=ben, draft=Draft(listed="hosts"))
    assert found(cy) == ["Cy", "Ann of the archive"]


def test_of_two_records_the_earlier_day_counts_as_on_the_persons_own_page() -> None:
    days = [2014, 2016, 2018, 2024]
    old, ben, cy, new = (add_person(actor=HOUSE, name=name) for name in ("Ann of the archive", "Ben", "Cy", "Ann"))
    for one, year in zip((old, ben, cy, new), days, strict=True):
        Person.objects.filter(pk=one.id).update(joined_at=on(year))
    reader = Actor(person=ben.id)
    assert found(reader) == ["Ann", "Cy", "Ben", "Ann of the archive"]
    made = merge(actor=HOUSE, keep=new.id, other=old.id)
    first = directory(reader, Looked(), limit=2)
    then = directory(reader, Looked(), first.next, limit=2)
    assert [(face.card.name, face.joined_at) for face in (*first.items, *then.items)] == [
        ("Cy", on(2018)), ("Ben", on(2016)), ("Ann", on(2014))
    ]  # fmt: skip
    assert (then.next, person(reader, new.uid).joined_at) == (None, on(2014))
    unmerge(actor=HOUSE, merge=made)
    assert found(reader) == ["Ann", "Cy", "Ben", "Ann of the archive"]


def test_the_day_of_an_archive_that_was_undone_counts_on_no_page() -> None:
    ann, number = add_person(actor=HOUSE, name="Ann"), batch("forum")
    Person.objects.filter(pk=ann.id).update(joined_at=on(2024))
    with transaction.atomic():
        brought = load_people(number, "forum", [LoadedPerson("1", "Ann of the forum", joined_at=on(2010))])
    complete(number)
    set_alias(brought.ids["1"], ann.id)
    reader = Actor(person=ann.id)

    def told() -> set[object]:
        return {*(face.joined_at for face in directory(reader, Looked()).items), person(reader, ann.uid).joined_at}

    assert told() == {on(2010)}
    undo(number)
    assert told() == {on(2024)}


def test_an_archive_that_was_undone_tells_of_nobody_that_they_joined() -> None:
    kept, number = add_person(actor=HOUSE, name="Ann"), batch("forum")
    with transaction.atomic():
        brought = load_people(number, "forum", [LoadedPerson("1", "Ann of the forum", joined_at=on(2010))])
    complete(number)
    set_alias(brought.ids["1"], kept.id)
    ben = member("Ben")
    assert found(ben) == ["Ben", "Ann"]
    undo(number)
    assert found(ben) == ["Ben"]


def test_everybody_chooses_who_finds_them() -> None:
    for listed in ("everyone", "members", "my_groups", "hosts", "only_me"):
        save_profile(actor=member(listed), draft=Draft(listed=listed))
    member("says nothing")
    reader, host = member("reader"), member("host", roles=frozenset({HOST}))
    open_directory(actor=host, is_open=True)
    assert found(VISITOR) == ["everyone"]
    assert set(found(reader)) == {"reader", "host", "says nothing", "everyone", "members"}
    assert set(found(host)) == {*found(reader), "my_groups", "hosts"}
    open_directory(actor=host, is_open=False)
    with pytest.raises(Refused):
        directory(VISITOR, Looked())


def test_a_place_is_found_by_its_beginning_its_parts_and_without_accents_as_far_as_it_is_shown() -> None:
    ann, ben, cem = member("Ann"), member("Ben"), member("Cem")
    say(ann, place="Köln, Deutschland")
    say(ben, place="Kolding")
    say(cem, place="Köln", visibility="hosts")
    assert found(ben, place="KOL") == ["Ben", "Ann"]
    assert found(ben, place="köln") == found(ben, place="koln") == ["Ann"]
    assert found(ben, place="deutsch") == ["Ann"]
    assert found(ben, place="%") == found(ben, place="oln") == []
    assert found(cem, place="köln") == ["Cem", "Ann"]
    assert found(member("Host", roles=frozenset({HOST})), place="köln") == ["Cem", "Ann"]
    assert [face.place for face in directory(ben, Looked()).items] == ["", "", "Kolding", "Köln, Deutschland"]


def test_a_place_is_found_by_the_beginning_of_each_of_its_words() -> None:
    ann, ben = member("Ann"), member("Ben")
    say(ann, place="Bad Kissingen (Straße 3), Deutschland")
    say(ben, place="Kissing-Öd")
    assert found(ann, place="kissingen") == found(ann, place="deutsch, BAD") == ["Ann"]
    assert found(ann, place="kiss") == ["Ben", "Ann"]
    assert found(ann, place="od") == found(ann, place="kissing öd") == ["Ben"]
    assert found(ann, place="deutschland kissingen 3 " + "bad " * 60) == ["Ann"]
    assert found(ann, place="issingen") == found(ann, place="bad öd") == found(ann, place="& %") == []


def test_a_place_of_before_is_found_by_its_words() -> None:
    ann = member("Ann")
    say(ann, place="Bad Kissingen, Deutschland")
    ValueWord.objects.filter(word__in=["bad", "kissingen"]).delete()
    assert found(ann, place="kissingen") == []
    with connection.cursor() as cursor:
        cursor.execute(WORDS)
        cursor.execute(WORDS)
    assert found(ann, place="kissingen") == ["Ann"]
    assert sorted(ValueWord.objects.values_list("word", flat=True)) == [
        "bad", "bad kissingen", "bad kissingen, deutschland", "deutschland", "kissingen",
    ]  # fmt: skip


def test_a_face_tells_only_what_is_shown_to_this_reader() -> None:
    ann = member("Ann")
    save_profile(
        actor=ann,
        draft=Draft(words="I *brew*.", visibility="hosts", values={"place": Given("Köln", visibility="hosts")}),
    )
    affiliate(actor=ann, organisation="Ada Works", kind="employer", visibility="hosts")
    [face] = [one for one in directory(member("Ben"), Looked()).items if one.card.name == "Ann"]
    assert (face.place, face.affiliation, face.words) == ("", None, "")
    [face] = [one for one in directory(HOUSE, Looked()).items if one.card.name == "Ann"]
    assert face.place == "Köln"
    assert face.affiliation is not None
    assert face.affiliation.organisation.name == "Ada Works"
    assert face.words == "I brew."


def test_by_organisation_today_and_as_far_as_it_is_shown() -> None:
    ann, ben, cem = member("Ann"), member("Ben"), member("Cem")
    affiliate(actor=ann, organisation="Åda Works", kind="employer")
    affiliate(actor=ben, organisation="ada works", kind="employer", until_on=date(2020, 1, 1))
    affiliate(actor=cem, organisation="Ada Works", kind="body", visibility="only_me")
    assert found(ben, organisation="ADA w") == ["Ann"]
    assert found(cem, organisation="ada") == ["Cem", "Ann"]


def test_an_organisation_is_found_by_the_beginning_of_each_of_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, ben = member("Ann"), member("Ben")
    affiliate(actor=ann, organisation="Gärtnerei Ölmühle & Söhne", kind="employer")
    affiliate(actor=ben, organisation="Öl_GmbH (mill.example.org)", kind="body")
    for few in (looking.FEW, 0):
        monkeypatch.setattr(looking, "FEW", few)
        assert found(ann, organisation="ölm") == found(ann, organisation="Sohne, GARTN") == ["Ann"]
        assert found(ann, organisation="öl") == ["Ben", "Ann"]
        assert found(ann, organisation="gmbh") == found(ann, organisation="mill.example.org") == ["Ben"]
        assert found(ann, organisation="mühle") == found(ann, organisation="öl sohnes") == []
        assert found(ann, organisation="%") == found(ann, organisation="& :* !") == []


@pytest.mark.parametrize(
    ("called", "begins", "other"),
    [
        ("हिन्दी समिति", "हिन्", "हनद"),
        ("บ้านไม้ กรุงเทพ", "กรุง", "ม"),
        ("בֵּית יְלָדִים", "יְלָ", "ת"),
        ("Дом книги", "кни", "ниг"),
    ],
)
def test_words_of_every_script_are_found_by_their_beginnings(called: str, begins: str, other: str) -> None:
    ann, ben = member("Ann"), member("Ben")
    affiliate(actor=ann, organisation=called, kind="employer")
    save_profile(actor=ben, draft=Draft(values={"place": Given(called)}))
    assert (found(ann, organisation=begins), found(ann, organisation=other)) == (["Ann"], [])
    assert (found(ann, place=begins), found(ann, place=other)) == (["Ben"], [])


def test_by_interest_as_far_as_each_shows_it() -> None:
    ann, ben = member("Ann"), member("Ben")
    tags_by_names(["yeast"])
    for who in (ann, ben):
        follow_tag(actor=who, tag="yeast")
    save_profile(actor=ben, draft=Draft(interests="only_me"))
    assert found(ann, tag="yeast") == ["Ann"]
    assert found(ben, tag="Yeast") == ["Ben", "Ann"]
    assert found(ann, tag="no such") == []


def test_by_group_where_its_members_may_be_known() -> None:
    ann, ben = member("Ann"), member("Ben")
    den = found_group(actor=HOUSE, name="Den", kind="interest", audience="private")
    set_member_role(actor=HOUSE, slug=den.slug, person=ann.person or 0, role="member")
    inside = Actor(person=ann.person, groups=frozenset({den.id}))
    assert found(inside, group=den.slug) == ["Ann"]
    assert found(ben, group=den.slug) == []
    open_directory(actor=HOUSE, is_open=True)
    club = found_group(actor=HOUSE, name="Club", kind="interest", audience="public")
    set_member_role(actor=HOUSE, slug=club.slug, person=ann.person or 0, role="member")
    save_profile(actor=ann, draft=Draft(listed="everyone"))
    assert found(ben, group=club.slug) == ["Ann"]
    assert found(VISITOR, group=club.slug) == []


def test_by_fields_and_by_all_together() -> None:
    ann, ben = member("Ann Ash"), member("Ben Ash")
    field = add_field(actor=HOUSE, label="Style", kind="choices", options=("Stout", "Süß"))
    save_profile(actor=ann, draft=Draft(values={field.key: Given(chosen=("Stout", "Süß"))}))
    save_profile(actor=ben, draft=Draft(values={field.key: Given(chosen=("Stout",)), "place": Given("Bonn")}))
    assert found(ann, fields=((field.key, "Süß"),)) == ["Ann Ash"]
    assert found(ann, fields=((field.key, "stout"),)) == ["Ben Ash", "Ann Ash"]
    assert found(ann, fields=((field.key, "stout"),), place="bonn", name="ash b") == ["Ben Ash"]
    assert found(ann, name="asch") == found(ann, name="!!") == found(ann, fields=(("nothing", "x"),)) == []


def test_what_was_said_under_another_id_gives_way_to_what_the_person_says() -> None:
    ann, old = member("Ann"), member("Old Ann")
    say(old, place="Bonn")
    set_alias(old.person or 0, ann.person or 0)
    assert found(ann, place="bonn") == ["Ann"]
    assert directory(ann, Looked()).items[0].place == "Bonn"
    say(ann, place="Köln")
    assert found(ann, place="bonn") == []
    assert found(ann, place="köln") == ["Ann"]
    assert directory(ann, Looked()).items[0].place == "Köln"
    say(ann, place="")
    assert found(ann, place="bonn") == []
    assert directory(ann, Looked()).items[0].place == ""


def test_pages_follow_each_other_and_cost_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [member(f"Member {number:02}") for number in range(12)]
    for who in people:
        say(who, place="Bonn", words="Hello.", listed="everyone")
        affiliate(actor=who, organisation="Ada Works", kind="employer")
    reader = people[0]
    for many in (100, 3):
        monkeypatch.setattr(asked, "MANY", many)
        seen, cursor, costs = [], None, set()
        while True:
            with CaptureQueriesContext(connection) as queries:
                page = directory(reader, Looked(place="bo", organisation="ada"), cursor, limit=5)
            costs.add(len(queries))
            seen += [face.card.name for face in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert seen == [f"Member {number:02}" for number in reversed(range(12))]
        assert len(costs) == 1

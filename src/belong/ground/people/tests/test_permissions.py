from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from belong.ground.kernel.public import Invalid, NotFound, Refused, frozen
from belong.ground.people.models import Permission
from belong.ground.people.public import (
    OWNER,
    Actor,
    LoadedPermission,
    LoadedPerson,
    add_person,
    grant_permission,
    load_people,
    merge,
    permission_rows,
    person_cards,
    unmerge,
    withdraw_permission,
)
from belong.ground.people.public import load_permissions as load
from belong.ground.people.public import person as find_person
from belong.ground.people.tests.support import (
    HOUSE,
    VISITOR,
    batch,
    complete,
    host,
    member,
    on,
    recording,
    someone,
    undo,
)

pytestmark = pytest.mark.django_db


def test_a_person_allows_and_takes_back() -> None:
    mia = member()
    assert mia.person is not None
    with recording() as facts:
        first = grant_permission(actor=mia, person=mia.person, channel="mail", purpose="news")
        assert grant_permission(actor=mia, person=mia.person, channel="mail", purpose="news") == first
        withdraw_permission(actor=mia, person=mia.person, channel="mail", purpose="news")
        withdraw_permission(actor=mia, person=mia.person, channel="mail", purpose="news")
    assert [(row["word"], row["actor"], row["about"], row["purpose"]) for row in facts.rows] == [
        ("permission_granted", mia.person, f"people.permission:{first}", "news"),
        ("permission_withdrawn", mia.person, f"people.permission:{first}", "news"),
    ]
    assert Permission.objects.get().withdrawn_at is not None


def test_hosts_record_a_permission_with_its_proof_only() -> None:
    mia, actor = member(), host()
    assert mia.person is not None
    with pytest.raises(Invalid, match="proof"):
        grant_permission(actor=actor, person=mia.person, channel="mail", purpose="news")
    grant_permission(actor=actor, person=mia.person, channel="mail", purpose="news", proof="form 12", at=on(2020))
    kept = Permission.objects.get()
    assert (kept.proof, kept.granted_at) == ("form 12", on(2020))


def test_others_record_none() -> None:
    mia, max_ = member(), member("Max")
    assert mia.person is not None
    with recording() as facts:
        with pytest.raises(Refused):
            grant_permission(actor=max_, person=mia.person, channel="mail", purpose="news", proof="x")
        with pytest.raises(NotFound):
            grant_permission(actor=VISITOR, person=mia.person, channel="mail", purpose="news", proof="x")
    assert facts.rows == []
    assert not Permission.objects.exists()


def test_a_late_paper_does_not_undo_a_withdrawal() -> None:
    mia = member()
    assert mia.person is not None
    grant_permission(actor=mia, person=mia.person, channel="mail", purpose="news")
    withdraw_permission(actor=mia, person=mia.person, channel="mail", purpose="news")
    with pytest.raises(Refused, match="withdrawn it since"):
        grant_permission(actor=host(), person=mia.person, channel="mail", purpose="news", proof="p", at=on(2020))
    assert grant_permission(actor=mia, person=mia.person, channel="mail", purpose="news")


def loaded(number: int, *rows: LoadedPermission) -> int:
    return load(number, "list", rows).created


NEWS = LoadedPermission("1", "mail", "news", on(2015), proof="form")


def standing_people() -> int:
    number = batch("list")
    person = load_people(number, "list", [LoadedPerson("1", "Mia", on(2014))]).ids["1"]
    complete(number)
    return person


def test_an_archive_brings_permissions_with_their_facts() -> None:
    person = standing_people()
    number = batch("list")
    ended = LoadedPermission("1", "phone", "events", on(2015), on(2016))
    with recording() as facts:
        done = load(number, "list", [NEWS, ended, NEWS])
    assert (done.created, done.matched, done.facts, done.refused) == (2, 1, 3, ())
    assert [(row["word"], row["actor"], row["occurred_at"], row["batch"], row["backfill"]) for row in facts.rows] == [
        ("permission_granted", person, on(2015), number, True),
        ("permission_granted", person, on(2015), number, True),
        ("permission_withdrawn", person, on(2016), number, True),
    ]
    assert set(Permission.objects.values_list("channel", "granted_at", "withdrawn_at", "proof", "batch")) == {
        ("mail", on(2015), None, "form", number),
        ("phone", on(2015), on(2016), "", number),
    }


def test_bad_rows_are_refused_in_words_and_the_rest_is_taken() -> None:
    standing_people()
    done = load(
        batch("list"),
        "list",
        [
            LoadedPermission("2", "mail", "news", on(2015)),
            LoadedPermission("1", "E-Mail", "news", on(2015)),
            LoadedPermission("1", "mail", "news", on(2015), on(2014)),
            LoadedPermission("1", "mail", "news", on(2999)),
            LoadedPermission("1", "mail", "news", on(2015), proof="p" * 501),
            NEWS,
        ],
    )
    assert done.created == 1
    assert [(row.index, row.reason) for row in done.refused] == [
        (0, "There is no person with the key 2."),
        (1, "The channel 'E-Mail' is no word: begin with a small letter; small letters, digits, hyphens follow."),
        (2, "The permission ends before it begins."),
        (3, "The beginning of the permission is in the future."),
        (4, "The proof has 501 characters; 500 are the most."),
    ]


def test_an_undone_archive_that_comes_again_gets_its_rows_back() -> None:
    standing_people()
    first = batch("list")
    loaded(first, NEWS)
    row = Permission.objects.get()
    undo(first)
    second = batch("list")
    with recording() as facts:
        done = load(second, "list", [NEWS])
    assert (done.created, done.adopted, done.matched, facts.words) == (0, 1, 0, ["permission_granted"])
    again = Permission.objects.get()
    assert (again.pk, again.batch_id) == (row.pk, second)


def test_who_withdrew_here_stays_withdrawn_when_an_archive_comes() -> None:
    person = standing_people()
    first = batch("list")
    loaded(first, NEWS)
    complete(first)
    withdraw_permission(actor=HOUSE, person=person, channel="mail", purpose="news")
    undo(first)
    done = load(batch("list"), "list", [NEWS, LoadedPermission("1", "mail", "news", on(2016))])
    assert (done.adopted, done.created) == (1, 1)
    ends = dict(Permission.objects.values_list("granted_at", "withdrawn_at"))
    assert ends[on(2015)] is not None
    assert ends[on(2016)] == ends[on(2015)]


def test_a_live_withdrawal_ends_a_permission_that_an_archive_brings_later() -> None:
    person = standing_people()
    with frozen(on(2018)):
        grant_permission(actor=HOUSE, person=person, channel="mail", purpose="news", proof="p")
    with frozen(on(2020)):
        withdraw_permission(actor=HOUSE, person=person, channel="mail", purpose="news")
    loaded(batch("list"), NEWS, LoadedPermission("1", "mail", "news", on(2021)))
    ends = dict(Permission.objects.values_list("granted_at", "withdrawn_at"))
    assert (ends[on(2015)], ends[on(2021)]) == (on(2020), None)


def test_a_withdrawal_that_a_later_archive_knows_of_is_taken_at_once() -> None:
    standing_people()
    first = batch("list")
    loaded(first, NEWS)
    complete(first)
    done = load(batch("list"), "list", [LoadedPermission("1", "mail", "news", on(2015), on(2017))])
    assert (done.matched, done.facts) == (1, 1)
    assert Permission.objects.get().withdrawn_at == on(2017)


def test_the_database_itself_refuses_a_second_open_permission() -> None:
    person = standing_people()
    Permission.objects.create(person_id=person, channel="mail", purpose="news", granted_at=on(2020))
    with pytest.raises(IntegrityError), transaction.atomic():
        Permission.objects.create(person_id=person, channel="mail", purpose="news", granted_at=on(2021))


def held(of: Actor) -> list[tuple[datetime, datetime | None]]:
    rows = permission_rows().filter(who=of.person).order_by("from_at")
    return [(row["from_at"], row["until_at"]) for row in rows]


def test_a_later_no_on_another_record_ends_what_one_of_them_allowed_until_they_are_parted() -> None:
    owner, mia = someone("Olga", OWNER), member()
    other = add_person(actor=HOUSE, name="Mia from the list").id
    assert mia.person is not None
    for person, day in ((mia.person, on(2020)), (other, on(2021))):
        grant_permission(actor=owner, person=person, channel="mail", purpose="news", proof="form", at=day)
    grant_permission(actor=owner, person=mia.person, channel="mail", purpose="dues", proof="form", at=on(2020))
    withdraw_permission(actor=owner, person=other, channel="mail", purpose="news")
    no = Permission.objects.get(person=other).withdrawn_at
    before = held(mia)
    merged = merge(actor=owner, keep=mia.person, other=other)
    assert held(mia) == [(on(2020), no), (on(2020), None), (on(2021), no)]
    mia_shown = find_person(owner, person_cards([mia.person])[mia.person].uid)
    assert [(one.purpose, one.withdrawn_at) for one in mia_shown.permissions] == [
        ("news", no), ("dues", None), ("news", no)
    ]  # fmt: skip
    unmerge(actor=owner, merge=merged)
    assert held(mia) == before == [(on(2020), None), (on(2020), None)]


def test_a_yes_that_came_after_the_no_counts_and_can_be_given_anew() -> None:
    owner, mia = someone("Olga", OWNER), member()
    other = add_person(actor=HOUSE, name="Mia from the list").id
    assert mia.person is not None
    for person, day in ((other, on(2019)), (mia.person, on(2020))):
        grant_permission(actor=owner, person=person, channel="mail", purpose="news", proof="form", at=day)
    Permission.objects.filter(person=other).update(withdrawn_at=on(2019, 6))
    merge(actor=owner, keep=mia.person, other=other)
    assert held(mia) == [(on(2019), on(2019, 6)), (on(2020), None)]
    Permission.objects.filter(person=other).update(withdrawn_at=on(2022))
    assert held(mia) == [(on(2019), on(2022)), (on(2020), on(2022))]
    made = grant_permission(actor=mia, person=mia.person, channel="mail", purpose="news")
    assert grant_permission(actor=mia, person=mia.person, channel="mail", purpose="news") == made
    assert [until for _since, until in held(mia)] == [on(2022), on(2022), None]

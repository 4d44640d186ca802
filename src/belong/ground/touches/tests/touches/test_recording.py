"""Writing a moment down, once."""

import pytest
from django.db import IntegrityError, transaction

from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.people.tests.support import (
    VISITOR,
    host,
    member,
    on,
    pk,
    recording,
)
from belong.ground.touches.models import Touch, TouchPerson
from belong.ground.touches.public import (
    record_touch,
)
from belong.ground.touches.tests.touches.calling import called

pytestmark = pytest.mark.django_db


def test_a_moment_with_two_persons_is_one_row_and_a_fact_for_each() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    with recording() as facts:
        kept = called(hanna, max_, mia, mia)
    assert (kept.channel, kept.direction, kept.turf, kept.purpose, kept.occurred_at, kept.note, kept.by_id) == (
        "phone",
        "out",
        "theirs",
        "welcome",
        on(2020),
        "She will bring a friend.",
        hanna.person,
    )
    assert sorted(kept.persons.values_list("person", flat=True)) == [mia.person, max_.person]
    same: dict[str, object] = {
        "word": "contacted",
        "actor": hanna.person,
        "about": f"touches.touch:{kept.pk}",
        "group": None,
        "channel": "phone",
        "direction": "out",
        "turf": "theirs",
        "purpose": "welcome",
        "occurred_at": on(2020),
        "recorded_by": hanna.person,
        "batch": None,
        "backfill": False,
        "payload": {},
    }
    assert facts.rows == [{**same, "counterpart": mia.person}, {**same, "counterpart": max_.person}]


@pytest.mark.parametrize(("direction", "theirs"), [("in", True), ("both", True), ("out", False)])
def test_who_came_to_whom(direction: str, theirs: bool) -> None:
    hanna, mia = host(), member()
    with recording() as facts:
        called(hanna, mia, direction=direction)
    sides = (facts[0]["actor"], facts[0]["counterpart"])
    assert sides == ((mia.person, hanna.person) if theirs else (hanna.person, mia.person))


def test_a_host_records_what_another_did() -> None:
    hanna, ben, mia = host(), member("Ben"), member()
    with recording() as facts:
        record_touch(actor=hanna, persons=[pk(mia)], channel="visit", direction="out", by=pk(ben))
    assert (facts[0]["actor"], facts[0]["recorded_by"], facts[0]["purpose"]) == (ben.person, hanna.person, None)


def test_only_hosts_record() -> None:
    mia, max_ = member(), member("Max")
    for actor in (mia, VISITOR):
        with recording() as facts, pytest.raises(Refused):
            record_touch(actor=actor, persons=[pk(max_)], channel="phone", direction="out")
        assert facts.rows == []
    assert not Touch.objects.exists()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"channel": "By Phone"}, Invalid),
        ({"direction": "up"}, Invalid),
        ({"turf": "nowhere"}, Invalid),
        ({"purpose": "Two words"}, Invalid),
        ({"at": on(2999)}, Invalid),
        ({"note": "n" * 4001}, Invalid),
        ({"persons": []}, Invalid),
        ({"persons": [0]}, NotFound),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(given: dict[str, object], error: type[Exception]) -> None:
    hanna, mia = host(), member()
    right: dict[str, object] = {"persons": [pk(mia)], "channel": "phone", "direction": "out"}
    with recording() as facts, pytest.raises(error):
        record_touch(actor=hanna, **{**right, **given})  # type: ignore[arg-type]
    assert facts.rows == []
    assert not Touch.objects.exists()
    with pytest.raises(Invalid, match="themself"):
        record_touch(actor=hanna, persons=[pk(hanna)], channel="phone", direction="out")


def test_the_database_itself_refuses_what_is_no_moment() -> None:
    hanna, mia = host(), member()
    kept = called(hanna, mia)
    for name, value in (("direction", "up"), ("turf", "x"), ("channel", "By Phone"), ("purpose", "Two words")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Touch.objects.filter(pk=kept.pk).update(**{name: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        TouchPerson.objects.create(touch=kept, person_id=pk(mia))


def test_a_form_that_is_sent_twice_records_once() -> None:
    hanna, mia = host(), member()
    given: dict[str, object] = {"persons": [pk(mia)], "channel": "phone", "direction": "out", "note": "Rang."}
    first = record_touch(actor=hanna, request_key="k", **given)  # type: ignore[arg-type]
    with recording() as facts:
        assert record_touch(actor=hanna, request_key="k", **given) == first  # type: ignore[arg-type]
        for other in ({**given, "note": "Wrote."}, {**given, "persons": [pk(member("Max"))]}):
            with pytest.raises(Invalid) as wrong:
                record_touch(actor=hanna, request_key="k", **other)  # type: ignore[arg-type]
            assert list(wrong.value.errors) == ["request_key"]
    assert facts.words == ["joined"]
    assert Touch.objects.count() == 1

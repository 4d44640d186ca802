from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from belong.ground.kernel.public import Invalid, NotFound, Refused, cards, erasers, exporters
from belong.ground.ledger.public import history, set_alias, standing_ids
from belong.ground.people.public import Actor, LoadedPerson, RefusedRow, load_people
from belong.ground.people.tests.support import HOUSE, VISITOR, batch, complete, host, member, on, recording, undo
from belong.ground.touches.models import Touch, TouchPerson
from belong.ground.touches.policies import may_see, visible_to
from belong.ground.touches.public import (
    LoadedTouch,
    load_touches,
    record_touch,
    touch,
    touch_cards,
    touch_rows,
    touches_with,
    withdraw_touch,
)

pytestmark = pytest.mark.django_db


def me(actor: Actor) -> int:
    assert actor.person is not None
    return actor.person


def queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        call()
    return len(caught)


def called(hanna: Actor, *persons: Actor, note: str = "She will bring a friend.", direction: str = "out") -> Touch:
    uid = record_touch(
        actor=hanna,
        persons=[me(person) for person in persons],
        channel="phone",
        direction=direction,
        turf="theirs",
        purpose="welcome",
        note=note,
        at=on(2020),
    )
    return Touch.objects.get(uid=uid)


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
        record_touch(actor=hanna, persons=[me(mia)], channel="visit", direction="out", by=me(ben))
    assert (facts[0]["actor"], facts[0]["recorded_by"], facts[0]["purpose"]) == (ben.person, hanna.person, None)


def test_only_hosts_record() -> None:
    mia, max_ = member(), member("Max")
    for actor in (mia, VISITOR):
        with recording() as facts, pytest.raises(Refused):
            record_touch(actor=actor, persons=[me(max_)], channel="phone", direction="out")
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
    right: dict[str, object] = {"persons": [me(mia)], "channel": "phone", "direction": "out"}
    with recording() as facts, pytest.raises(error):
        record_touch(actor=hanna, **{**right, **given})  # type: ignore[arg-type]
    assert facts.rows == []
    assert not Touch.objects.exists()
    with pytest.raises(Invalid, match="themself"):
        record_touch(actor=hanna, persons=[me(hanna)], channel="phone", direction="out")


def test_hosts_see_the_note_and_everybody_the_person_sees_their_own_part() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    kept = called(hanna, mia, max_)
    whole = touch(hanna, kept.uid)
    assert (whole.note, [one.name for one in whole.persons], whole.by and whole.by.name) == (
        "She will bring a friend.",
        ["Mia", "Max"],
        "Hanna",
    )
    own = touch(mia, kept.uid)
    assert (own.note, [one.name for one in own.persons]) == ("", ["Mia"])
    for actor in (member("Else"), VISITOR):
        with pytest.raises(NotFound):
            touch(actor, kept.uid)
    with pytest.raises(NotFound):
        touch(hanna, uuid4())


def test_a_persons_moments_newest_first_by_pages() -> None:
    hanna, mia = host(), member()
    for year in range(2015, 2020):
        record_touch(actor=hanna, persons=[me(mia)], channel="phone", direction="out", at=on(year))
    first = touches_with(mia, me(mia), limit=3)
    second = touches_with(mia, me(mia), limit=3, cursor=first.next)
    assert [card.occurred_at.year for card in (*first.items, *second.items)] == [2019, 2018, 2017, 2016, 2015]
    assert second.next is None
    assert len(touches_with(hanna, me(mia)).items) == 5
    assert len(touches_with(member("Max"), me(mia)).items) == len(touches_with(VISITOR, me(mia)).items) == 0


def test_nobody_reads_of_a_shared_moment_through_the_other_persons_list() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    called(hanna, mia, max_)
    assert touches_with(mia, me(max_)).items == []


def test_reads_cost_the_same_for_one_and_for_fifty() -> None:
    hanna, mia = host(), member()
    called(hanna, mia)
    for _ in range(2):
        assert queries(lambda: touches_with(hanna, me(mia))) == 4
        assert queries(lambda: touches_with(mia, me(mia))) == 6
        refs = [f"touches.touch:{number}" for number in Touch.objects.values_list("pk", flat=True)]
        assert queries(partial(cards, hanna, refs)) == 1
        for _ in range(49):
            called(hanna, mia)
    assert len(touches_with(hanna, me(mia)).items) == 50


def test_may_see_and_visible_to_are_one_rule() -> None:
    hanna, mia, twin, max_ = host(), member(), member("Mia M."), member("Max")
    set_alias(me(twin), me(mia))
    called(hanna, twin)
    called(hanna, mia, max_)
    for state in ("open", "complete", "withdrawn"):
        number, source = batch(state), state
        load_people(number, source, [LoadedPerson("1", state)])
        load_touches(number, source, [LoadedTouch("t", ("1",), "phone", "in", "ours", "", on(2015))])
        if state != "open":
            complete(number)
        if state == "withdrawn":
            undo(number)
    assert Touch.objects.count() == 5
    somebody = Actor(person=TouchPerson.objects.get(touch__source="complete").person_id)
    expected = {hanna: 3, mia: 2, max_: 1, VISITOR: 0, HOUSE: 3, somebody: 1}
    for actor, count in expected.items():
        seen = set(visible_to(actor))
        assert len(seen) == count, actor
        for one in Touch.objects.all():
            assert may_see(actor, one).ok is (one in seen)


def ready() -> dict[str, int]:
    number = batch("crm")
    rows = [LoadedPerson(key, name, on(2014)) for key, name in (("1", "Anna"), ("2", "Ben"), ("3", "Host"))]
    ids = load_people(number, "crm", rows).ids
    complete(number)
    return ids


def row(key: str = "t1", people: tuple[str, ...] = ("1", "2"), **given: object) -> LoadedTouch:
    values = {"channel": "meeting", "direction": "in", "turf": "ours", "purpose": "advice", "at": on(2015), **given}
    return LoadedTouch(key=key, people=people, **values)  # type: ignore[arg-type]


def test_an_archive_brings_moments_with_their_facts() -> None:
    ids, number = ready(), batch("crm")
    with recording() as facts:
        done = load_touches(number, "crm", [row(by="3", note=" Words.\x00 "), row(by="3"), row("t2", ("1",))])
    assert (done.created, done.matched, done.facts, done.refused, set(done.ids)) == (2, 1, 3, (), {"t1", "t2"})
    assert [
        (fact["word"], fact["actor"], fact["counterpart"], fact["about"], fact["occurred_at"], fact["batch"])
        for fact in facts.rows
    ] == [
        ("contacted", ids["1"], ids["3"], f"touches.touch:{done.ids['t1']}", on(2015), number),
        ("contacted", ids["2"], ids["3"], f"touches.touch:{done.ids['t1']}", on(2015), number),
        ("contacted", ids["1"], None, f"touches.touch:{done.ids['t2']}", on(2015), number),
    ]
    assert all(fact["backfill"] for fact in facts.rows)
    assert Touch.objects.get(pk=done.ids["t1"]).note == "Words."
    assert list(touch_rows()) == []
    complete(number)
    assert {(found["who"], found["touch_id"], found["channel"]) for found in touch_rows()} == {
        (ids["1"], done.ids["t1"], "meeting"),
        (ids["2"], done.ids["t1"], "meeting"),
        (ids["1"], done.ids["t2"], "meeting"),
    }


def test_bad_moments_are_refused_in_words_and_the_rest_is_taken() -> None:
    ready()
    done = load_touches(
        batch("crm"),
        "crm",
        [
            row("a", ("9",)),
            row("b", ()),
            row("c", ("1", "9")),
            row("d", direction="up"),
            row("e", by="9"),
            row("f", note="n" * 4001),
            row("g", at=on(2999)),
        ],
    )
    assert list(done.ids) == ["c"]
    assert done.refused == (
        RefusedRow(0, "Nobody of those it was with is in the archive."),
        RefusedRow(1, "Nobody of those it was with is in the archive."),
        RefusedRow(2, "Taken without persons whom the archive lacks: 9."),
        RefusedRow(3, "'up' is no direction: choose one of in, out, both."),
        RefusedRow(4, "There is no person with the key 9."),
        RefusedRow(5, "The note has 4,001 characters; 4,000 are the most."),
        RefusedRow(6, "The instant of the contact is in the future."),
    )


def test_an_undone_archive_that_comes_again_gets_its_moments_back() -> None:
    ready()
    first = batch("crm")
    made = load_touches(first, "crm", [row(note="first")]).ids["t1"]
    complete(first)
    assert load_touches(batch("crm"), "crm", [row(note="later")]).matched == 1
    undo(first)
    second = batch("crm")
    with recording() as facts:
        done = load_touches(second, "crm", [row(people=("1",), note="again")])
    assert (done.adopted, done.created, done.ids) == (1, 0, {"t1": made})
    assert facts.words == ["contacted"]
    kept = Touch.objects.get()
    assert (kept.pk, kept.note, kept.batch_id, kept.persons.count()) == (made, "again", second, 1)


def test_two_unfinished_archives_do_not_share_a_moment() -> None:
    ready()
    load_touches(batch("crm"), "crm", [row()])
    done = load_touches(batch("crm"), "crm", [row()])
    assert (done.ids, [one.index for one in done.refused]) == ({}, [0])


def test_who_is_erased_leaves_no_word_in_notes() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    called(hanna, mia, max_)
    other = called(hanna, max_, note="Max only.")
    erasers()["touches"][1](me(mia))
    assert set(Touch.objects.values_list("pk", "note")) == {(other.pk - 1, ""), (other.pk, "Max only.")}


def test_the_person_is_handed_notes_about_themself_alone() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    called(hanna, mia, max_)
    called(hanna, mia, note="Mia only.")
    given = exporters()["touches"](me(mia))
    assert [one["note"] for one in given["contacts"]] == ["", "Mia only."]  # type: ignore[attr-defined]


def test_the_database_itself_refuses_what_is_no_moment() -> None:
    hanna, mia = host(), member()
    kept = called(hanna, mia)
    for name, value in (("direction", "up"), ("turf", "x"), ("channel", "By Phone"), ("purpose", "Two words")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Touch.objects.filter(pk=kept.pk).update(**{name: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        TouchPerson.objects.create(touch=kept, person_id=me(mia))


def test_a_form_that_is_sent_twice_records_once() -> None:
    hanna, mia = host(), member()
    given: dict[str, object] = {"persons": [me(mia)], "channel": "phone", "direction": "out", "note": "Rang."}
    first = record_touch(actor=hanna, request_key="k", **given)  # type: ignore[arg-type]
    with recording() as facts:
        assert record_touch(actor=hanna, request_key="k", **given) == first  # type: ignore[arg-type]
        for other in ({**given, "note": "Wrote."}, {**given, "persons": [me(member("Max"))]}):
            with pytest.raises(Invalid) as wrong:
                record_touch(actor=hanna, request_key="k", **other)  # type: ignore[arg-type]
            assert list(wrong.value.errors) == ["request_key"]
    assert facts.words == ["joined"]
    assert Touch.objects.count() == 1


def test_what_is_taken_back_counts_nowhere() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    kept = called(hanna, mia, max_)
    with recording() as facts:
        withdraw_touch(actor=hanna, uid=kept.uid, reason=" The wrong  Mia. ")
    assert [(row["word"], row["actor"]) for row in facts.rows] == [("withdrawn", hanna.person)] * 2
    kept.refresh_from_db()
    assert (kept.withdrawn_by_id, kept.withdrawn_reason) == (hanna.person, "The wrong Mia.")
    assert standing_ids(about=f"touches.touch:{kept.pk}", word="contacted") == []
    assert history(person=me(mia), words=["contacted"]).items == []
    assert not touches_with(hanna, me(mia)).items
    assert not touch_rows().exists()
    assert touch_cards(hanna, [kept.pk]) == {}
    assert not may_see(hanna, kept)
    assert not may_see(mia, kept)
    with pytest.raises(NotFound):
        withdraw_touch(actor=hanna, uid=kept.uid, reason="Again.")


def test_only_hosts_take_back_with_a_reason_and_only_what_was_recorded_here() -> None:
    hanna, mia = host(), member()
    kept = called(hanna, mia)
    with recording() as facts:
        with pytest.raises(Refused):
            withdraw_touch(actor=mia, uid=kept.uid, reason="Not true.")
        with pytest.raises(NotFound):
            withdraw_touch(actor=member("Max"), uid=kept.uid, reason="Not true.")
        for reason in ("  ", "n" * 501):
            with pytest.raises(Invalid):
                withdraw_touch(actor=hanna, uid=kept.uid, reason=reason)
    assert facts.words == ["joined"]
    number = batch()
    with transaction.atomic():
        load_people(number, "tests", [LoadedPerson("1", "Ida")])
        load_touches(number, "tests", [LoadedTouch("t", ("1",), "phone", "in", "ours", "", on(2019))])
    complete(number)
    came = Touch.objects.get(source="tests")
    with pytest.raises(Refused):
        withdraw_touch(actor=hanna, uid=came.uid, reason="Not true.")
    assert touch_cards(hanna, [came.pk, kept.pk]).keys() == {came.pk, kept.pk}
    assert touch_cards(hanna, [came.pk])[came.pk].came
    assert touch_cards(mia, [came.pk, kept.pk])[kept.pk].note == ""

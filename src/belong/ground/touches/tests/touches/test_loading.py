"""Moments that an archive brings."""

import pytest

from belong.ground.people.public import LoadedPerson, RefusedRow, load_people
from belong.ground.people.tests.support import (
    batch,
    complete,
    on,
    recording,
    undo,
)
from belong.ground.touches.models import Touch
from belong.ground.touches.public import (
    LoadedTouch,
    load_touches,
    touch_rows,
)

pytestmark = pytest.mark.django_db


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

"""Who reads what of a moment."""

from functools import partial
from uuid import uuid4

import pytest

from belong.ground.kernel.public import NotFound, cards
from belong.ground.ledger.public import set_alias
from belong.ground.people.public import Actor, LoadedPerson, load_people
from belong.ground.people.tests.support import (
    HOUSE,
    VISITOR,
    batch,
    complete,
    host,
    member,
    on,
    pk,
    queries,
    undo,
)
from belong.ground.touches.models import Touch, TouchPerson
from belong.ground.touches.policies import may_see, visible_to
from belong.ground.touches.public import (
    LoadedTouch,
    load_touches,
    record_touch,
    touch,
    touches_with,
)
from belong.ground.touches.tests.touches.calling import called

pytestmark = pytest.mark.django_db


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
        record_touch(actor=hanna, persons=[pk(mia)], channel="phone", direction="out", at=on(year))
    first = touches_with(mia, pk(mia), limit=3)
    second = touches_with(mia, pk(mia), limit=3, cursor=first.next)
    assert [card.occurred_at.year for card in (*first.items, *second.items)] == [2019, 2018, 2017, 2016, 2015]
    assert second.next is None
    assert len(touches_with(hanna, pk(mia)).items) == 5
    assert len(touches_with(member("Max"), pk(mia)).items) == len(touches_with(VISITOR, pk(mia)).items) == 0


def test_nobody_reads_of_a_shared_moment_through_the_other_persons_list() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    called(hanna, mia, max_)
    assert touches_with(mia, pk(max_)).items == []


def test_reads_cost_the_same_for_one_and_for_fifty() -> None:
    hanna, mia = host(), member()
    called(hanna, mia)
    for _ in range(2):
        assert queries(lambda: touches_with(hanna, pk(mia))) == 4
        assert queries(lambda: touches_with(mia, pk(mia))) == 6
        refs = [f"touches.touch:{number}" for number in Touch.objects.values_list("pk", flat=True)]
        assert queries(partial(cards, hanna, refs)) == 1
        for _ in range(49):
            called(hanna, mia)
    assert len(touches_with(hanna, pk(mia)).items) == 50


def test_may_see_and_visible_to_are_one_rule() -> None:
    hanna, mia, twin, max_ = host(), member(), member("Mia M."), member("Max")
    set_alias(pk(twin), pk(mia))
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

"""What is taken back counts nowhere."""

import pytest
from django.db import transaction

from belong.ground.kernel.public import Invalid, NotFound, Refused
from belong.ground.ledger.public import history, standing_ids
from belong.ground.people.public import LoadedPerson, load_people
from belong.ground.people.tests.support import (
    batch,
    complete,
    host,
    member,
    on,
    pk,
    recording,
)
from belong.ground.touches.models import Touch
from belong.ground.touches.policies import may_see
from belong.ground.touches.public import (
    LoadedTouch,
    load_touches,
    touch_cards,
    touch_rows,
    touches_with,
    withdraw_touch,
)
from belong.ground.touches.tests.touches.calling import called

pytestmark = pytest.mark.django_db


def test_what_is_taken_back_counts_nowhere() -> None:
    hanna, mia, max_ = host(), member(), member("Max")
    kept = called(hanna, mia, max_)
    with recording() as facts:
        withdraw_touch(actor=hanna, uid=kept.uid, reason=" The wrong  Mia. ")
    assert [(row["word"], row["actor"]) for row in facts.rows] == [("withdrawn", hanna.person)] * 2
    kept.refresh_from_db()
    assert (kept.withdrawn_by_id, kept.withdrawn_reason) == (hanna.person, "The wrong Mia.")
    assert standing_ids(about=f"touches.touch:{kept.pk}", word="contacted") == []
    assert history(person=pk(mia), words=["contacted"]).items == []
    assert not touches_with(hanna, pk(mia)).items
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

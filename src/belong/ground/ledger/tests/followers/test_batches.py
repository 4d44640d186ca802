"""Batches are folded and unfolded as a whole, whatever stops on the way."""

import pytest
from django.db import transaction

from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.models import Place
from belong.ground.ledger.public import (
    FollowerFailed,
    complete_batch,
    drain,
    lag,
    open_batch,
    record,
    record_many,
    withdraw,
    withdraw_batch,
)
from belong.ground.ledger.tests.fakes import Counting, counted, rows
from belong.ground.ledger.tests.followers.recording import answer, recorded


def test_followers_step_over_an_open_batch_and_fold_it_when_it_is_complete(counting: Counting) -> None:
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record_many(answer(number % 7, batch=batch) for number in range(1400))
    [later] = recorded(answer(1))
    drain()
    assert counted() == {(1, "answered"): 1}
    assert counting.folded == [[later]]
    with transaction.atomic():
        complete_batch(batch)
    drain()
    assert counted() == {(number, "answered"): 200 + (number == 1) for number in range(7)}
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    drain()
    assert counted() == {(1, "answered"): 1}
    assert rows() == [(1, "answered", 1, later)]


def test_a_batch_withdrawn_while_open_is_not_folded(counting: Counting) -> None:
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record(answer(batch=batch))
        withdraw_batch(batch, "undone")
    drain()
    assert counting.folded == []


def test_withdrawals_in_a_batch_turn_their_targets_with_it(counting: Counting) -> None:
    first, second = recorded(answer(1), answer(2))
    batch = open_batch("s", "a newer file")
    with transaction.atomic():
        withdraw(first, reason="gone", actor=None, batch=batch)
    drain()
    assert counted() == {(1, "answered"): 1, (2, "answered"): 1}
    with transaction.atomic():
        complete_batch(batch)
    drain()
    assert counted() == {(2, "answered"): 1}
    with transaction.atomic():
        withdraw_batch(batch, "undone")
    drain()
    assert counted() == {(1, "answered"): 1, (2, "answered"): 1}
    assert counting.folded[0] == [first, second]
    assert [folded for folded in counting.folded[1:] if folded == [first]] == [[first], [first]]


def test_the_place_within_a_batch_survives_a_kill(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.ground.ledger.following.stepping.SECONDS", 0.0)
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record_many(answer(number // 500, batch=batch) for number in range(2000))
        complete_batch(batch)
    third = Row.objects.filter(batch_id=batch).order_by("id").values_list("id", flat=True)[1000]
    counting.fail_at = third
    with pytest.raises(FollowerFailed, match=f"counting: .*cannot fold fact {third}"):
        drain()
    place = Place.objects.get(name="counting")
    assert (place.phase, place.place, place.fact_id) == (Place.Phase.BATCH, third - 1, 0)
    assert counted() == {(0, "answered"): 500, (1, "answered"): 500}
    assert (lag()[0].batch, lag()[0].behind) == (batch, 2001)
    counting.fail_at = None
    folded = len(counting.folded)
    drain()
    assert [len(each) for each in counting.folded[folded:]] == [500, 500]
    assert counted() == {(number, "answered"): 500 for number in range(4)}

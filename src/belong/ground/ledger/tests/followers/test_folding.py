"""Each standing fact is folded once, in order."""

import pytest
from django.db import transaction

from belong.ground.ledger.public import (
    check,
    drain,
    follow,
    rebuild,
    record,
    withdraw,
)
from belong.ground.ledger.tests.fakes import Counting, counted
from belong.ground.ledger.tests.followers.recording import answer, recorded
from belong.ground.ledger.tests.readable import all_is_readable


def test_facts_are_folded_once_in_the_order_of_recording(counting: Counting) -> None:
    given = recorded(*(answer(number) for number in range(1, 251)))
    assert drain()
    assert [number for folded in counting.folded for number in folded] == given
    assert counted() == {(number, "answered"): 1 for number in range(1, 251)}
    assert drain()
    assert sum(map(len, counting.folded)) == 250


def test_a_fact_that_was_rolled_back_is_never_seen(counting: Counting) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(answer())
        raise ZeroDivisionError
    recorded(answer(2))
    drain()
    assert counted() == {(2, "answered"): 1}


def test_a_withdrawal_comes_as_the_fact_itself(counting: Counting) -> None:
    first, second = recorded(answer(1), answer(1))
    drain()
    with transaction.atomic():
        withdraw(first, reason="spam", actor=9)
    drain()
    assert counting.folded == [[first, second], [first]]
    assert counted() == {(1, "answered"): 1}


def test_a_fact_withdrawn_before_it_was_read_comes_once(counting: Counting) -> None:
    [first] = recorded(answer(1))
    with transaction.atomic():
        withdraw(first, reason="spam", actor=9)
    all_is_readable()
    drain()
    assert counting.folded == [[first]]
    assert counted() == {}


def test_draining_inside_a_transaction_is_refused(counting: Counting) -> None:
    for refused in (drain, rebuild, check):
        with pytest.raises(RuntimeError, match="transaction"), transaction.atomic():
            refused()


def test_two_followers_of_one_name_are_refused(counting: Counting) -> None:
    with pytest.raises(ValueError, match="counting follows already"):
        follow(Counting())

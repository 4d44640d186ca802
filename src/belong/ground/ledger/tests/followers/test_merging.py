"""Merging and un-merging recompute both."""

from django.db import transaction

from belong.ground.ledger.public import (
    check,
    drain,
    remove_alias,
    set_alias,
)
from belong.ground.ledger.tests.fakes import Counting, counted
from belong.ground.ledger.tests.followers.recording import answer, recorded


def test_merging_and_unmerging_recompute_both(counting: Counting) -> None:
    recorded(answer(1), answer(2), answer(2))
    drain()
    with transaction.atomic():
        set_alias(1, 2)
    drain()
    assert {key: facts for key, facts in counted().items() if key[1] == "answered"} == {(2, "answered"): 3}
    assert check() == []
    with transaction.atomic():
        remove_alias(1)
    drain()
    assert {key: facts for key, facts in counted().items() if key[1] == "answered"} == {
        (1, "answered"): 1,
        (2, "answered"): 2,
    }
    assert check() == []

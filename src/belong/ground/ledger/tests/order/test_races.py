"""Two who do the same at once do it once."""

from django.db import transaction

from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    Recorded,
    complete_batch,
    drain,
    open_batch,
    record,
    record_many,
    withdraw,
)
from belong.ground.ledger.tests.fakes import Counting, counted, rows
from belong.ground.ledger.tests.order.adding import Adding, added, answer
from belong.ground.ledger.tests.order.writers import Writer, open_transaction


def test_writers_of_one_key_leave_one_fact(clone: str) -> None:
    def repeat() -> None:
        for number in range(30):
            with transaction.atomic():
                record(answer(1, key=str(number)))
            with transaction.atomic():
                record_many([answer(1, key=str(number)), answer(1, key=f"many {number}")])

    writers = [Writer(repeat) for _ in range(4)]
    for writer in writers:
        writer.end()
    assert Row.objects.count() == 60


def test_a_key_taken_by_a_transaction_that_is_still_open_is_waited_for(clone: str) -> None:
    got: list[object] = []

    def second() -> None:
        with transaction.atomic():
            got.append(record(answer(2, key="1")))
            got.append(record_many([answer(2, key="1")]))

    with open_transaction(answer(1, key="1")):
        waiting = Writer(second)
        waiting.join(0.3)
        assert waiting.is_alive()
    waiting.end()
    assert got == [None, Recorded(0, 1)]
    assert list(Row.objects.values_list("actor", flat=True)) == [1]


def test_a_batch_is_completed_after_those_who_add_to_it(counting: Counting) -> None:
    batch = open_batch("s", "a file")

    def complete() -> None:
        with transaction.atomic():
            complete_batch(batch)

    with open_transaction(answer(1, batch=batch)):
        completing = Writer(complete)
        completing.join(0.3)
        assert completing.is_alive()
    completing.end()
    drain()
    assert counted() == {(1, "answered"): 1}


def test_two_who_withdraw_one_fact_leave_one_withdrawal(clone: str) -> None:
    with transaction.atomic():
        number = record(answer(1))
    assert number is not None
    seen: list[int] = []

    def take_back() -> None:
        with transaction.atomic():
            seen.append(withdraw(number, reason="spam", actor=9))

    writers = [Writer(take_back) for _ in range(4)]
    for writer in writers:
        writer.end()
    assert len(seen) == 4
    assert len(set(seen)) == 1
    assert Row.objects.filter(kind="ledger.fact.withdrawn").count() == 1


def test_two_who_drain_at_once_fold_each_fact_once(adding: Adding) -> None:
    with transaction.atomic():
        record_many(answer(number % 10) for number in range(2000))
    draining = [Writer(drain) for _ in range(3)]
    drain()
    for each in draining:
        each.end()
    assert added() == dict.fromkeys(range(10), 200)
    assert rows("added")[0] == (0, 200)

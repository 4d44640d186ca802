from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from belong.ground.kernel.public import OutsideTransaction, frozen
from belong.ground.ledger.models import Batch
from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    AnswerPosted,
    Recorded,
    WrongBatch,
    complete_batch,
    history,
    open_batch,
    record,
    record_many,
    standing_by_source,
    standing_rows,
    withdraw,
    withdraw_batch,
)

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def answer(key: str, batch: int | None = None) -> AnswerPosted:
    return AnswerPosted(
        actor=7, about="discussions.post:1", topic=3, batch=batch, source="s", source_key=key, backfill=True
    )


def standing() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from ledger_standing where word = 'answered' order by id")
        return [number for (number,) in cursor.fetchall()]


def words() -> list[str]:
    return [card.word for card in reversed(history().items)]


@pytest.mark.django_db
def test_a_batch_stands_from_its_completion_to_its_withdrawal() -> None:
    batch = open_batch("s", "a file")
    record_many(answer(str(number), batch) for number in range(3))
    assert standing() == []
    with frozen(NOON):
        complete_batch(batch, actor=5)
    assert len(standing()) == 3
    assert Batch.objects.get().completed_at == NOON
    withdraw_batch(batch, "mistake", actor=6)
    assert standing() == []
    completed, withdrawn = history(words=["batch_completed", "batch_withdrawn"]).items[::-1]
    assert (completed.actor, completed.about, completed.payload) == (5, f"ledger.batch:{batch}", {"number": batch})
    assert (withdrawn.actor, withdrawn.payload) == (6, {"number": batch, "reason": "mistake", "stood": True})


@pytest.mark.django_db
def test_turning_a_batch_twice_is_turning_it_once() -> None:
    batch = open_batch("s", "a file")
    complete_batch(batch)
    complete_batch(batch)
    withdraw_batch(batch, "undone")
    withdraw_batch(batch, "undone")
    assert words() == ["batch_completed", "batch_withdrawn"]
    with pytest.raises(WrongBatch, match="is withdrawn"), transaction.atomic():
        complete_batch(batch)
    with pytest.raises(WrongBatch, match="not there"), transaction.atomic():
        withdraw_batch(batch + 1, "undone")
    assert Batch.objects.get().state == "withdrawn"


@pytest.mark.django_db
def test_a_batch_given_up_while_open_never_stood() -> None:
    batch = open_batch("s", "a file")
    withdraw_batch(batch, "undone")
    [card] = history(words=["batch_withdrawn"]).items
    assert card.payload["stood"] is False


def test_turning_outside_a_transaction_is_refused(clone: str) -> None:
    batch = open_batch("s", "a file")
    with pytest.raises(OutsideTransaction):
        complete_batch(batch)
    with pytest.raises(OutsideTransaction):
        withdraw_batch(batch, "undone")
    assert Batch.objects.get().state == "open"


@pytest.mark.django_db
def test_rooms_show_rows_of_no_batch_or_a_complete_one() -> None:
    open_, complete, withdrawn = (open_batch("s", label) for label in ("open", "complete", "withdrawn"))
    given = {batch: record(answer(str(batch), batch)) for batch in (None, open_, complete, withdrawn)}
    complete_batch(complete)
    withdraw_batch(withdrawn, "undone")
    shown = Row.objects.filter(standing_rows("batch_id"), kind=AnswerPosted.kind).order_by("id")
    assert list(shown.values_list("id", flat=True)) == [given[None], given[complete]]


@pytest.mark.django_db
def test_an_import_repeated_adds_nothing() -> None:
    for expected in (Recorded(3, 0), Recorded(0, 3)):
        batch = open_batch("s", "a file")
        assert record_many(answer(str(number), batch) for number in range(3)) == expected
        complete_batch(batch)
    assert len(standing()) == 3


@pytest.mark.django_db
def test_a_slice_repeated_within_an_open_batch_adds_nothing() -> None:
    batch = open_batch("s", "a file")
    assert record_many([answer("1", batch)]) == Recorded(1, 0)
    assert record_many([answer("1", batch), answer("2", batch)]) == Recorded(1, 1)
    assert record(answer("2", batch)) is None


@pytest.mark.django_db
@pytest.mark.parametrize("completed", [True, False])
def test_a_withdrawn_batch_frees_its_keys(completed: bool) -> None:
    first = open_batch("s", "a file")
    record_many(answer(str(number), first) for number in range(3))
    if completed:
        complete_batch(first)
    withdraw_batch(first, "undone")
    assert standing_by_source("s", ["0", "1"]) == {}
    second = open_batch("s", "the same file")
    assert record_many(answer(str(number), second) for number in range(4)) == Recorded(4, 0)
    complete_batch(second)
    assert len(standing()) == 4
    assert standing_by_source("s", ["0"]) == {"0": standing()[0]}
    assert Row.objects.filter(kind="ledger.fact.withdrawn").count() == 0


@pytest.mark.django_db
def test_a_key_in_an_open_batch_is_held() -> None:
    batch = open_batch("s", "a file")
    record(answer("1", batch))
    assert record(answer("1")) is None
    assert standing_by_source("s", ["1"]) == {}


def changed(key: str, label: str) -> int:
    """A newer file in which what the key stands for has changed: the old fact goes, a new one comes."""
    batch = open_batch("s", label)
    withdraw(standing_by_source("s", [key])[key], reason="changed", actor=None, batch=batch)
    assert record(answer(key, batch)) is not None
    return batch


@pytest.mark.django_db
def test_a_fact_that_comes_back_has_its_key_back() -> None:
    first = record(answer("1"))
    second = changed("1", "newer")
    assert record(answer("1")) is None
    complete_batch(second)
    assert first not in standing()
    assert len(standing()) == 1
    withdraw_batch(second, "undone")
    assert standing() == [first]
    assert standing_by_source("s", ["1"]) == {"1": first}
    assert record(answer("1")) is None
    assert record_many([answer("1")]) == Recorded(0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("order", ["newest first", "oldest first"])
def test_a_key_never_stands_twice_in_whatever_order_batches_are_undone(order: str, many: bool) -> None:
    oldest = record(answer("1"))
    second = changed("1", "second")
    complete_batch(second)
    third = open_batch("s", "third")
    withdraw(standing_by_source("s", ["1"])["1"], reason="changed", actor=None, batch=third)
    if many:
        assert record_many([answer("1", third)]) == Recorded(1, 0)
    else:
        assert record(answer("1", third)) is not None
    complete_batch(third)
    newest = standing()
    assert len(newest) == 1
    first, last = (third, second) if order == "newest first" else (second, third)
    withdraw_batch(first, "undone")
    assert len(standing()) == 1
    assert (standing() == newest) is (order == "oldest first")
    assert record(answer("1")) is None
    withdraw_batch(last, "undone")
    assert standing() == [oldest]
    assert standing_by_source("s", ["1"]) == {"1": oldest}


@pytest.mark.django_db
def test_a_batch_may_take_back_what_it_brought_and_bring_it_again() -> None:
    batch = open_batch("s", "a file")
    first = record(answer("1", batch))
    assert first is not None
    withdraw(first, reason="mistake", actor=None, batch=batch)
    second = record(answer("1", batch))
    complete_batch(batch)
    assert standing() == [second]
    withdraw_batch(batch, "undone")
    assert standing() == []

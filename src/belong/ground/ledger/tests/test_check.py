import pytest
from django.db import connection, transaction

from belong.ground.ledger.following.checking import CannotCompare
from belong.ground.ledger.public import (
    AnswerPosted,
    Difference,
    NotCaughtUp,
    check,
    complete_batch,
    drain,
    open_batch,
    record,
    record_many,
)
from belong.ground.ledger.tests.fakes import Counting, rows
from belong.ground.ledger.tests.order.writers import Writer, open_transaction


def answer(actor: int, *, batch: int | None = None) -> AnswerPosted:
    return AnswerPosted(actor=actor, about="discussions.post:1", topic=3, batch=batch)


@pytest.fixture
def followed(counting: Counting) -> Counting:
    batch = open_batch("s", "a file")
    with transaction.atomic():
        record_many(answer(number % 3, batch=batch) for number in range(30))
        complete_batch(batch)
        record(answer(1))
    drain()
    return counting


def plant(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def schemas() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select nspname from pg_namespace where nspname like 'belong%'")
        return [name for (name,) in cursor.fetchall()]


def test_equal_tables_differ_in_nothing(followed: Counting) -> None:
    before = rows()
    assert check() == []
    assert (rows(), schemas()) == (before, [])


def test_each_planted_change_is_named_by_table_and_key(followed: Counting) -> None:
    plant("update counted set facts = 99 where person = 1")
    plant("delete from counted where person = 0")
    plant("insert into counted values (77, 'answered', 1, 5)")
    newest = {row[0]: row[3] for row in rows()}
    found = check()
    assert [(each.table, dict(each.key)) for each in found] == [
        ("counted", {"person": person, "word": "answered"}) for person in (0, 1, 77)
    ]
    missing, changed, planted = found
    assert (missing.live, missing.rebuilt is not None) == (None, True)
    assert changed == Difference(
        "counted",
        {"person": 1, "word": "answered"},
        {"person": 1, "word": "answered", "facts": 99, "newest": newest[1]},
        {"person": 1, "word": "answered", "facts": 11, "newest": newest[1]},
    )
    assert (planted.live, planted.rebuilt) == ({"person": 77, "word": "answered", "facts": 1, "newest": 5}, None)
    assert schemas() == []
    assert rows()[0][:3] == (1, "answered", 99)


def test_a_check_folds_what_is_unread_first(followed: Counting) -> None:
    with transaction.atomic():
        record(answer(5))
    assert check() == []
    assert (5, "answered") in [row[:2] for row in rows()]


def test_a_check_waits_for_a_slow_writer_and_names_it(followed: Counting) -> None:
    with open_transaction(answer(1)):
        with transaction.atomic():
            record(answer(2))
        with pytest.raises(NotCaughtUp, match="pid="):
            check(seconds=0.2)
    assert check() == []
    assert schemas() == []


def test_nobody_folds_during_a_check(followed: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild = followed.rebuild
    held: list[bool] = []

    def slowly() -> None:
        with transaction.atomic():
            record(answer(3))
            transaction.set_rollback(True)
        other = Writer(write_and_drain)
        other.join(0.5)
        held.append(other.is_alive())
        others.append(other)
        rebuild()

    others: list[Writer] = []
    monkeypatch.setattr(followed, "rebuild", slowly)
    assert check() == []
    others[0].end()
    assert held == [True]
    monkeypatch.setattr(followed, "rebuild", rebuild)
    assert check() == []


def write_and_drain() -> None:
    with transaction.atomic():
        record(answer(4))
    drain()


def test_a_check_that_fails_leaves_nothing_behind(followed: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> None:
        raise ZeroDivisionError

    before = rows()
    monkeypatch.setattr(followed, "rebuild", failing)
    with pytest.raises(ZeroDivisionError):
        check()
    assert (rows(), schemas()) == (before, [])
    drain()


def test_a_table_without_a_key_cannot_be_compared(followed: Counting) -> None:
    plant("alter table counted drop constraint counted_pkey")
    with pytest.raises(CannotCompare, match="counted has no primary key"):
        check()
    assert schemas() == []


def test_a_follower_that_fails_cannot_be_checked(followed: Counting) -> None:
    with transaction.atomic():
        followed.fail_at = record(answer(5))
    with pytest.raises(CannotCompare, match="counting stopped"):
        check()

import pytest
from django.db import connection, transaction

from belong.ground.kernel.public import OutsideTransaction
from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.models import Withdrawal
from belong.ground.ledger.public import (
    AnswerAccepted,
    AnswerPosted,
    UnknownFact,
    WrongFact,
    complete_batch,
    facts,
    open_batch,
    record,
    set_alias,
    standing_by_source,
    standing_ids,
    withdraw,
    withdraw_batch,
    withdraw_many,
)


def answer(number: int = 1, *, batch: int | None = None, key: str | None = None) -> int:
    added = record(
        AnswerPosted(
            actor=7,
            about=f"discussions.post:{number}",
            topic=3,
            batch=batch,
            source=None if key is None else "s",
            source_key=key,
        )
    )
    assert added is not None
    return added


def standing() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from ledger_standing where word = 'answered' order by id")
        return [number for (number,) in cursor.fetchall()]


@pytest.mark.django_db
def test_a_withdrawn_fact_stands_no_longer_and_stays_readable() -> None:
    kept, gone = answer(), answer()
    number = withdraw(gone, reason="spam", actor=9)
    assert standing() == [kept] == standing_ids(about="discussions.post:1", word="answered")
    before, after = facts([gone, number])
    assert (before.id, before.standing) == (gone, False)
    assert (after.word, after.actor, after.about, after.payload, after.standing) == (
        "withdrawn", 9, f"ledger.fact:{gone}", {"fact": gone, "reason": "spam"}, True,
    )  # fmt: skip


@pytest.mark.django_db
def test_withdrawing_twice_is_withdrawing_once() -> None:
    gone = answer()
    assert withdraw(gone, reason="spam", actor=9) == withdraw(gone, reason="deleted", actor=8)
    assert Row.objects.count() == 2


@pytest.mark.django_db
def test_many_are_withdrawn_in_two_statements_each_once() -> None:
    given = [answer(number) for number in range(5)]
    withdraw(given[0], reason="spam", actor=9)
    assert withdraw_many([*given[:3], given[2]], reason="gone") == 2
    assert standing() == given[3:]
    assert withdraw_many([], reason="gone") == 0


@pytest.mark.django_db
def test_a_correction_needs_a_known_reason_a_fact_and_no_correction_of_a_correction() -> None:
    gone = answer()
    number = withdraw(gone, reason="spam", actor=9)
    merged = set_alias(1, 2)
    count = Row.objects.count()
    with pytest.raises(ValueError, match="she asked me to"), transaction.atomic():
        withdraw(gone, reason="she asked me to", actor=9)
    with pytest.raises(UnknownFact), transaction.atomic():
        withdraw_many([gone, number + 1000], reason="spam")
    with pytest.raises(WrongFact, match="the ledger's own"), transaction.atomic():
        withdraw(number, reason="mistake", actor=9)
    assert (Row.objects.count(), merged) == (count, 2)


def test_a_correction_outside_a_transaction_is_refused(clone: str) -> None:
    with transaction.atomic():
        gone = answer()
    with pytest.raises(OutsideTransaction):
        withdraw(gone, reason="spam", actor=9)
    assert Withdrawal.objects.count() == 0


@pytest.mark.django_db
def test_withdrawing_frees_the_key() -> None:
    first = answer(key="12")
    withdraw(first, reason="deleted", actor=7)
    assert standing_by_source("s", ["12"]) == {}
    again = answer(key="12")
    assert standing_by_source("s", ["12"]) == {"12": again}
    assert standing() == [again]


@pytest.mark.django_db
def test_a_withdrawal_in_a_batch_counts_while_the_batch_is_complete() -> None:
    target = answer()
    batch = open_batch("s", "a newer file")
    number = withdraw(target, reason="gone", actor=None, batch=batch)
    assert withdraw(target, reason="gone", actor=None, batch=batch) == number
    assert standing() == [target]
    complete_batch(batch)
    assert standing() == []
    withdraw_batch(batch, "undone")
    assert standing() == [target]


@pytest.mark.django_db
def test_a_withdrawal_of_its_own_outlives_the_batchs() -> None:
    target = answer()
    batch = open_batch("s", "a newer file")
    withdraw(target, reason="gone", actor=None, batch=batch)
    complete_batch(batch)
    withdraw(target, reason="spam", actor=9)
    withdraw_batch(batch, "undone")
    assert standing() == []


@pytest.mark.django_db
def test_acceptances_are_withdrawn_like_answers() -> None:
    number = record(AnswerAccepted(actor=1, counterpart=7, about="discussions.post:1", topic=3))
    assert number is not None
    withdraw(number, reason="changed", actor=1)
    assert standing_ids(about="discussions.post:1", word="accepted") == []

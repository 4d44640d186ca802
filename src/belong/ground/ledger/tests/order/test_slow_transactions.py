"""A slow transaction is lost by nobody and holds up as few as it can."""

from django.db import connection, transaction

from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    drain,
    lag,
    record,
)
from belong.ground.ledger.tests.order.adding import Adding, added, answer
from belong.ground.ledger.tests.order.writers import open_transaction


def test_a_slow_transaction_is_not_lost(adding: Adding) -> None:
    with open_transaction(answer(1)) as end:
        with transaction.atomic():
            record(answer(2))
        assert not drain(seconds=0.3)
        assert added() == {}
        [behind] = lag()
        assert behind.behind == 1
        assert behind.holder is not None
        assert behind.holder.database == connection.settings_dict["NAME"]
        end.set()
        drain()
    drain()
    assert added() == {1: 1, 2: 1}
    assert Row.objects.order_by("id").values_list("actor", flat=True)[0] == 1


def test_writers_of_other_databases_hold_nobody_back(adding: Adding) -> None:
    elsewhere = connection.copy()
    elsewhere.settings_dict["NAME"] = "postgres"
    try:
        elsewhere.set_autocommit(False)
        with elsewhere.cursor() as cursor:
            cursor.execute("select pg_current_xact_id()")
            with transaction.atomic():
                record(answer(1))
            assert drain(seconds=20)
            assert added() == {1: 1}
            with open_transaction(answer(2)):
                with transaction.atomic():
                    record(answer(3))
                assert not drain(seconds=0.3)
                assert added() == {1: 1}
            assert drain(seconds=20)
        elsewhere.rollback()
    finally:
        elsewhere.close()
    assert added() == {1: 1, 2: 1, 3: 1}


def test_what_is_readable_is_folded_while_a_later_transaction_is_open(adding: Adding) -> None:
    with transaction.atomic():
        record(answer(2))
    with open_transaction(answer(1)):
        assert drain()
        assert added() == {2: 1}
    drain()
    assert added() == {1: 1, 2: 1}


def test_a_transaction_that_is_rolled_back_holds_nobody_longer(adding: Adding) -> None:
    with open_transaction(answer(1), commit=False), transaction.atomic():
        record(answer(2))
    drain()
    assert added() == {2: 1}

"""A new era for another cluster, and only for that."""

from django.db import transaction

from belong.ground.ledger.models import Era
from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    AnswerPosted,
    drain,
    record,
    start_era,
)
from belong.ground.ledger.tests.order.adding import Adding, added, answer
from belong.ground.ledger.tests.order.writers import Writer, open_transaction


def test_a_start_in_the_same_cluster_keeps_the_era(clone: str) -> None:
    with transaction.atomic():
        record(answer(1))
    assert start_era() == 1
    assert Era.objects.get().era == 1


def test_the_era_is_raised_while_nobody_writes(adding: Adding) -> None:
    """A writer that has read the old era ends first; who comes after it writes in the new one."""
    with open_transaction(answer(1)) as end:
        with transaction.atomic():
            Row.objects.bulk_create(
                [
                    Row(
                        tx=10**15, kind=AnswerPosted.kind, version=1, actor=50, about="a.b:1", channel="site",
                        direction="in", turf="ours", backfill=False, payload={},
                        occurred_at="2024-01-01T00:00Z", recorded_at="2024-01-01T00:00Z",
                    )
                ]
            )  # fmt: skip
        starting = Writer(start_era)
        starting.join(0.3)
        assert starting.is_alive()
        later = Writer(in_transaction, answer(2))
        later.join(0.3)
        assert later.is_alive()
        end.set()
        starting.end()
        later.end()
    assert list(Row.objects.order_by("era", "id").values_list("actor", "era")) == [(1, 1), (50, 1), (2, 2)]
    drain()
    assert added() == {1: 1, 50: 1, 2: 1}


def in_transaction(*facts: AnswerPosted) -> None:
    with transaction.atomic():
        for fact in facts:
            record(fact)

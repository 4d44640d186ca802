"""Writers, a rollback, a runner and a restore at the same time."""

import random
from collections import Counter
from threading import Event

from django.db import transaction

from belong.ground.ledger.models import Era, Place
from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    AnswerPosted,
    drain,
    record,
    record_many,
    run,
    start_era,
)
from belong.ground.ledger.tests.order.adding import Adding, added, answer
from belong.ground.ledger.tests.order.writers import Writer, open_transaction


def test_eight_writers_a_slow_one_one_rolled_back_and_a_restore(adding: Adding) -> None:
    """Everything at once, with the runner at work all the time; then the same on the far side of a restore."""
    stop = Event()
    runner = Writer(run, stop)
    told: Counter[int] = Counter()
    for life in range(2):
        with open_transaction(answer(98)), open_transaction(answer(99), commit=False):
            told[98] += 1
            writers = [Writer(write, number, life) for number in range(8)]
            for writer in writers:
                writer.end()
            told.update(dict.fromkeys(range(8), 60))
        drain()
        assert added() == told
        if life == 0:
            restore_elsewhere(told)
            drain()
            assert added() == told
    stop.set()
    runner.end()
    assert Row.objects.filter(batch_id__isnull=True).count() == sum(told.values())
    place = Place.objects.get()
    assert place.era == Era.objects.get().era == 2


def write(number: int, life: int) -> None:
    chance = random.Random(number + 100 * life)
    left = 60
    while left:
        count = min(left, chance.randrange(1, 6))
        failing = chance.random() < 0.2
        with transaction.atomic():
            if chance.random() < 0.5:
                record_many(answer(number) for _ in range(count))
            else:
                for _ in range(count):
                    record(answer(number))
            Event().wait(chance.random() / 200)
            transaction.set_rollback(failing)
        left -= 0 if failing else count


def restore_elsewhere(told: Counter[int]) -> None:
    """As after a restore: the newest facts carry transaction ids that this cluster reaches only in years."""
    with transaction.atomic():
        Row.objects.bulk_create(
            [
                Row(
                    tx=10**15 + number, kind=AnswerPosted.kind, version=1, actor=50 + number, about="a.b:1",
                    channel="site", direction="in", turf="ours", backfill=False, payload={},
                    occurred_at="2024-01-01T00:00Z", recorded_at="2024-01-01T00:00Z",
                )
                for number in range(3)
            ]
        )  # fmt: skip
    assert start_era() == 2
    assert start_era() == 2
    told.update({50: 1, 51: 1, 52: 1})

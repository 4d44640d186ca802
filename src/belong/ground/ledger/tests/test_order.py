"""No fact is skipped and none folded twice, whoever writes how slowly, and whatever cluster it comes from."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.models import Era, Place
from belong.ground.ledger.models import Fact as Row
from belong.ground.ledger.public import (
    AnswerPosted,
    Follower,
    Recorded,
    complete_batch,
    drain,
    lag,
    open_batch,
    record,
    record_many,
    run,
    start_era,
    withdraw,
)
from belong.ground.ledger.tests.fakes import Counting, counted, only, rows


class Adding(Follower):
    """Adds up blindly, so that a fact folded twice or skipped shows; it is right only if each comes exactly once."""

    name = "adding"
    tables = ("added",)

    def fold(self, facts: Sequence[FactCard]) -> None:
        with connection.cursor() as cursor:
            for card in facts:
                cursor.execute(
                    "insert into added values (%s, 1) on conflict (person) do update set facts = added.facts + 1",
                    [card.actor],
                )

    def rebuild(self) -> None:
        raise AssertionError("nobody rebuilds here")


@pytest.fixture
def adding(clone: str) -> Iterator[Adding]:
    with connection.cursor() as cursor:
        cursor.execute("create table added (person bigint primary key, facts bigint not null)")
    follower = Adding()
    with only(follower):
        yield follower


def answer(actor: int, *, batch: int | None = None, key: str | None = None) -> AnswerPosted:
    return AnswerPosted(
        actor=actor, about="discussions.post:1", topic=3, batch=batch,
        source=None if key is None else "s", source_key=key,
    )  # fmt: skip


def added() -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("select person, facts from added")
        return dict(cursor.fetchall())


class Writer(Thread):
    """Does something on a connection of its own; what went wrong is raised by `end`."""

    def __init__(self, work: object, *arguments: object) -> None:
        super().__init__()
        self.work, self.arguments, self.error = work, arguments, None
        self.start()

    def run(self) -> None:
        try:
            self.work(*self.arguments)  # type: ignore[operator]
        except Exception as error:  # told in the test's own thread
            self.error = error  # type: ignore[assignment]
        finally:
            connection.close()

    def end(self) -> None:
        self.join(60)
        assert not self.is_alive()
        if self.error is not None:
            raise self.error


@contextmanager
def open_transaction(*facts: AnswerPosted, commit: bool = True) -> Iterator[Event]:
    """A transaction in another thread that has recorded facts and ends when told, or when the block is left."""
    written, end = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            for fact in facts:
                record(fact)
            written.set()
            end.wait(60)
            transaction.set_rollback(not commit)

    writer = Writer(hold)
    assert written.wait(60)
    try:
        yield end
    finally:
        end.set()
        writer.end()


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

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from belong.ground.kernel.public import frozen, now, settled
from belong.ground.ledger.following import running
from belong.ground.ledger.following.lagging import check_followers
from belong.ground.ledger.models import Place
from belong.ground.ledger.public import (
    AnswerPosted,
    being_made_anew,
    complete_batch,
    drain,
    lag,
    open_batch,
    record,
    record_many,
    run,
    start_era,
)
from belong.ground.ledger.tests.fakes import Counting, counted
from belong.ground.ledger.tests.order.writers import Writer, open_transaction


def answer(actor: int) -> AnswerPosted:
    return AnswerPosted(actor=actor, about="discussions.post:1", topic=3)


def recorded(actor: int) -> int:
    with transaction.atomic():
        number = record(answer(actor))
    assert number is not None
    return number


def eventually(what: Callable[[], bool], seconds: float = 30) -> None:
    end = monotonic() + seconds
    while not what():
        assert monotonic() < end, "it did not come to pass"
        sleep(0.01)


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sweep during the test: only a notification wakes the runner."""
    monkeypatch.setattr(running, "SWEEP", 600.0)


class Running:
    """A runner in a thread."""

    def __init__(self) -> None:
        self.stop = Event()
        self.writer = Writer(run, self.stop)

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.writer.end()


def leaders() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and granted"
            " and database = (select oid from pg_database where datname = current_database())"
            " and (classid::bigint << 32) + objid::bigint = %s",
            [running.LEADER],
        )
        return int(cursor.fetchone()[0])


def test_recording_wakes_the_runner(counting: Counting, sweep: None) -> None:
    with Running():
        eventually(lambda: leaders() == 1)
        for number in range(1, 4):
            recorded(number)
            eventually(lambda number=number: (number, "answered") in counted())  # type: ignore[misc]
    eventually(lambda: leaders() == 0)


def test_a_fact_held_back_is_read_when_the_silent_writer_ends(counting: Counting, sweep: None) -> None:
    """The writer that holds it back records nothing itself, so that no notification follows."""
    with Running():
        eventually(lambda: leaders() == 1)
        with open_transaction(answer(9), commit=False):
            recorded(1)
            sleep(0.3)
            assert counted() == {}
        eventually(lambda: counted() == {(1, "answered"): 1})


def test_one_leads_and_another_takes_its_place(counting: Counting, sweep: None) -> None:
    with Running() as first:
        eventually(lambda: leaders() == 1)
        with Running():
            first.stop.set()
            first.writer.end()
            eventually(lambda: leaders() == 1)
            recorded(1)
            eventually(lambda: counted() == {(1, "answered"): 1})


def test_the_runner_survives_the_loss_of_its_connections(counting: Counting, sweep: None) -> None:
    with Running():
        eventually(lambda: leaders() == 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            assert cursor.fetchone()[0] >= 1
        recorded(1)
        eventually(lambda: counted() == {(1, "answered"): 1})


def test_a_failing_follower_is_tried_again_by_itself(
    counting: Counting, sweep: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting.fail_at = recorded(1)
    with Running():
        eventually(lambda: lag()[0].failures >= 1)
        assert "cannot fold" in lag()[0].error
        counting.fail_at = None
        eventually(lambda: counted() == {(1, "answered"): 1})
    assert (lag()[0].error, lag()[0].failures) == ("", 0)


def test_the_pauses_of_a_failing_follower_grow(counting: Counting) -> None:
    counting.fail_at = recorded(1)
    at = now()
    pauses = []
    with frozen(at):
        for _ in range(10):
            with pytest.raises(running.FollowerFailed):
                drain()
            again = lag()[0].retry_at
            assert again is not None
            pauses.append((again - at).total_seconds())
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_one_notification_a_transaction(clone: str) -> None:
    ears = connection.copy()
    try:
        with ears.cursor() as cursor:
            cursor.execute("listen belong_ledger")
        with transaction.atomic():
            for _ in range(5):
                record(answer(1))
            with transaction.atomic():
                record(answer(1))
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record(answer(1))
            raise ZeroDivisionError
        assert len(list(ears.connection.notifies(timeout=0.3))) == 1
    finally:
        ears.close()


def test_the_doctor_is_content_with_followers_that_keep_up(counting: Counting) -> None:
    recorded(1)
    drain()
    verdict = check_followers()
    assert (verdict.ok, verdict.says) == (True, "1 followers, 0 facts behind.")


def test_the_doctor_names_a_follower_that_stopped(counting: Counting) -> None:
    counting.fail_at = recorded(1)
    with pytest.raises(running.FollowerFailed):
        drain()
    verdict = check_followers()
    assert not verdict.ok
    assert verdict.says == f"counting stopped (ValueError: cannot fold fact {counting.fail_at})."


def test_the_doctor_names_a_missing_worker(counting: Counting) -> None:
    with frozen(now() - timedelta(minutes=10)):
        recorded(1)
    verdict = check_followers()
    assert (verdict.ok, verdict.remedy) == (False, "Start a worker: `belong worker`.")
    assert verdict.says.startswith("counting is 1 fact behind, since ")


def test_the_doctor_counts_the_facts_of_a_batch_and_sees_that_it_is_being_folded(counting: Counting) -> None:
    with frozen(now() - timedelta(minutes=10)):
        recorded(7)
        drain()
        with transaction.atomic():
            batch = open_batch("s", "An archive")
            record_many(replace(answer(number), batch=batch) for number in range(1, 5))
            complete_batch(batch)
    verdict = check_followers()
    assert (verdict.ok, verdict.says[:29]) == (False, "counting is 5 facts behind, s")
    Place.objects.update(moved_at=now())
    verdict = check_followers()
    assert (verdict.ok, verdict.says[-21:]) == (True, "; it is being folded.")


def test_the_doctor_names_tables_of_another_time_zone(counting: Counting) -> None:
    recorded(1)
    drain()
    assert being_made_anew() == frozenset()
    with settled(time_zone="Europe/Berlin"):
        verdict = check_followers()
        assert being_made_anew() == {"counting"}
    assert not verdict.ok
    assert verdict.says == "counting still stands as made in another time zone or by an older Belong."


def test_the_doctor_names_who_holds_them_back(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.ground.ledger.following.lagging.LATE", timedelta(milliseconds=10))
    with open_transaction(answer(9)):
        recorded(1)
        sleep(0.05)
        [behind] = lag()
        assert behind.holder is not None
        verdict = check_followers()
        assert verdict.remedy == f"End it: `select pg_terminate_backend({behind.holder.pid})`"
        assert f"(process {behind.holder.pid}) has been writing for" in verdict.says


def test_a_start_brings_the_table_of_kinds_up_to_date(clone: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from ledger_kind where word = 'asked'")
        cursor.execute("update ledger_kind set contribution = false where word = 'answered'")
    start_era()
    with connection.cursor() as cursor:
        cursor.execute("select word, contribution from ledger_kind where word in ('asked', 'answered') order by 1")
        assert cursor.fetchall() == [("answered", True), ("asked", False)]

from contextlib import suppress

import pytest
from django.db import connection, transaction
from procrastinate.exceptions import AlreadyEnqueued

from belong.ground.kernel.public import failed_tasks, retry_failed, run_worker, task, waiting_tasks
from belong.ground.kernel.tasks import check_tasks, rescue_stalled

done: list[int] = []


@task("kernel_tests.note", retries=0)
def note(number: int) -> None:
    if number < 0:
        raise ValueError("below zero")
    done.append(number)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    done.clear()


@pytest.mark.usefixtures("clone")
def test_a_task_exists_only_if_its_transaction_commits() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        note.enqueue(number=1)
        raise RuntimeError
    with transaction.atomic():
        note.enqueue(number=2)
        assert done == []
    run_worker(wait=False)
    assert done == [2]


@pytest.mark.usefixtures("clone")
def test_a_key_keeps_a_second_task_from_waiting_beside_the_first() -> None:
    with transaction.atomic():
        assert note.enqueue(once="k", number=1)
        assert not note.enqueue(once="k", number=2)
    run_worker(wait=False)
    assert done == [1]
    assert note.enqueue(once="k", number=3)


@pytest.mark.usefixtures("clone")
def test_a_failure_is_visible_and_can_be_tried_again() -> None:
    note.enqueue(number=-1)
    run_worker(wait=False)
    [failed] = failed_tasks()
    assert (failed.name, failed.arguments) == ("kernel_tests.note", {"number": -1})
    assert not check_tasks().ok
    before = waiting_tasks()
    retry_failed(failed.id)
    assert waiting_tasks() == {**before, "failed": 0, "todo": before["todo"] + 1}
    assert check_tasks().ok


@pytest.mark.usefixtures("clone")
def test_a_task_whose_worker_died_is_taken_up_again() -> None:
    note.enqueue(number=5)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id"
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = %s where status = 'todo' and task_name = %s",
            [worker, note.name],
        )
    assert waiting_tasks()["doing"] == 1
    with suppress(AlreadyEnqueued):  # the worker's own timetable may have been first
        rescue_stalled.configure().defer(timestamp=0)
    run_worker(wait=False)
    run_worker(wait=False)
    assert done == [5]

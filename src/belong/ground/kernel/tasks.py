"""Work that is done after the request: kept in the database, so a task exists only if its transaction commits.

Tasks run at least once (a killed worker's tasks are taken up again), so they are idempotent, and shallow: a few
lines that call a room's public face.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, cast

from asgiref.sync import sync_to_async
from django.db import connection, connections, transaction
from django.utils.translation import gettext as _
from procrastinate import JobContext, RetryStrategy, exceptions
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from procrastinate.tasks import Task

from belong.ground.kernel.community import one_reading
from belong.ground.kernel.registry import Verdict

STALLED_AFTER_SECONDS = 60


@dataclass(frozen=True, slots=True)
class TaskHandle:
    """A registered task; calling `enqueue` is the only way to have it run."""

    name: str
    run: Callable[..., None]
    _task: Task[Any, Any, Any]

    def enqueue(self, *, once: str | None = None, **arguments: Any) -> bool:
        """Have the task run after the surrounding transaction commits, with JSON `arguments`.

        `once`: while a task with this key waits, no second one is added. Returns whether it was added.
        """
        try:
            with transaction.atomic():  # running into the unique index would end the caller's transaction
                self._task.configure(queueing_lock=once).defer(**arguments)
        except exceptions.AlreadyEnqueued:
            return False
        return True


def _alone(function: Callable[..., None]) -> Callable[..., None]:
    """The function, which reads settings anew, and after which the worker's thread holds no connection: the thread may
    never be asked again."""

    @wraps(function)
    def run(*args: Any, **given: Any) -> None:
        try:
            with one_reading():
                function(*args, **given)
        finally:
            connections.close_all()

    return run


def task(name: str, *, retries: int = 5, cron: str | None = None) -> Callable[[Callable[..., None]], TaskHandle]:
    """Register a function as the task `name` ("room.verb").

    A failing run is tried again `retries` times, after 4, 16, 64 ... seconds; then it is kept as failed and shown.
    With `cron` (five fields, UTC) it also runs by itself; such a function takes no arguments.
    """

    def register(function: Callable[..., None]) -> TaskHandle:
        strategy = RetryStrategy(max_attempts=retries, exponential_wait=4) if retries else False
        if cron is None:
            made = app.task(name=name, retry=strategy)(_alone(function))
        else:

            @_alone
            def at_its_time(timestamp: int) -> None:
                function()

            timed = app.task(name=name, retry=strategy, queueing_lock=name)(at_its_time)
            made = app.periodic(cron=cron)(cast(Any, timed))
        return TaskHandle(name, function, cast("Task[Any, Any, Any]", made))

    return register


@app.periodic(cron="* * * * *")
@app.task(name="kernel.rescue_stalled", queueing_lock="kernel.rescue_stalled", pass_context=True)
async def rescue_stalled(context: JobContext, timestamp: int) -> None:
    """Give back the tasks of workers that no longer live: killed ones leave theirs marked as being done."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        try:
            await manager.retry_job(job)
        except exceptions.UniqueViolation:
            # another task with the same key waits already: that one will do the work
            await manager.finish_job_by_id_async(job_id=job.id or 0, status=Status.ABORTED, delete_job=True)


def forget_done_tasks(before: datetime) -> int:
    """Forget tasks that went well, or were not needed, before that instant; failed ones stay until somebody looks."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            delete from procrastinate_jobs j where status in ('succeeded', 'cancelled', 'aborted')
              and (select max(at) from procrastinate_events e where e.job_id = j.id) < %s
            """,
            [before],
        )
        return int(cursor.rowcount)


@dataclass(frozen=True, slots=True)
class FailedTask:
    id: int
    name: str
    arguments: dict[str, Any]
    attempts: int
    last_try: datetime | None


def failed_tasks(limit: int = 50) -> list[FailedTask]:
    """The tasks that were given up after their retries, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select j.id, j.task_name, j.args, j.attempts,
                   (select max(e.at) from procrastinate_events e where e.job_id = j.id)
            from procrastinate_jobs j where j.status = 'failed' order by j.id desc limit %s
            """,
            [limit],
        )
        return [FailedTask(job, name, json.loads(args), *rest) for job, name, args, *rest in cursor.fetchall()]


def retry_failed(job: int) -> None:
    """Have a task that was given up run again."""
    app.job_manager.retry_job_by_id(job, retry_at=_now())


def _now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        return cast(datetime, cursor.fetchone()[0])


def run_worker(*, concurrency: int = 2, wait: bool = True) -> None:
    """Do tasks until SIGTERM or SIGINT, finishing those begun; with `wait=False` only those that are there now."""

    async def work() -> None:
        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
        try:
            async with app.with_connector(connector).open_async() as worker_app:
                await worker_app.run_worker_async(concurrency=concurrency, wait=wait, install_signal_handlers=wait)
        finally:
            # the timetable speaks through Django's connection of a thread that nobody else would close
            await sync_to_async(connections.close_all, thread_sensitive=True)()

    asyncio.run(work())


def waiting_tasks() -> dict[str, int]:
    """How many tasks there are in each state that is not over: todo, doing, failed."""
    with connection.cursor() as cursor:
        cursor.execute("select status::text, count(*) from procrastinate_jobs group by 1")
        counts = dict(cursor.fetchall())
    return {state.value: counts.get(state.value, 0) for state in (Status.TODO, Status.DOING, Status.FAILED)}


def check_tasks() -> Verdict:
    """The doctor's look at the tasks: given up, or waiting for a worker that does not come."""
    counts = waiting_tasks()
    if counts["failed"]:
        names = ", ".join(sorted({failed.name for failed in failed_tasks()}))
        return Verdict(
            False,
            _("%(count)s tasks were given up: %(names)s.") % {"count": counts["failed"], "names": names},
            _("See the log, mend the cause, then run `belong manage retry-tasks`."),
        )
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select count(*) from procrastinate_jobs j
            where status = 'todo' and coalesce(scheduled_at, '-infinity') < now() - interval '15 minutes'
              and (select max(at) from procrastinate_events e where e.job_id = j.id) < now() - interval '15 minutes'
            """
        )
        late = cursor.fetchone()[0]
    if late:
        return Verdict(
            False,
            _("%(late)s tasks have waited for more than 15 minutes.") % {"late": late},
            _("Start a worker: `belong worker`."),
        )
    return Verdict(
        True,
        _("%(waiting)s waiting, %(doing)s being done, none given up.")
        % {"waiting": counts["todo"], "doing": counts["doing"]},
    )

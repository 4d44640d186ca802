"""Opening the house for a command: its database runs, Django knows the settings, the tables are there."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from belong.doors.cli.root import Failure
from belong.ground.kernel import postgres

if TYPE_CHECKING:
    from belong.ground.people.public import Actor

SETTINGS = "belong.config.settings"
KEPT = frozenset({"ledger_fact", "people_person", "people_account"})
"""Where none of these holds a row, nothing was ever done."""


def own_database() -> bool:
    """Whether the home has its own PostgreSQL; else `DATABASE_URL` names one."""
    return not os.environ.get("DATABASE_URL")


@contextmanager
def opened(home: Path, *, migrated: bool = True) -> Iterator[postgres.Handle | None]:
    """The house at work for as long as the context lasts; yields the share in the home's own server.

    With `migrated`, a new database gets its tables, and one of an older Belong is refused in words.
    """
    with _running(home) if own_database() else nullcontext() as share:
        start_django()
        from belong.ground.kernel.public import one_reading

        try:
            if migrated:
                prepare()
            close_connections()  # whoever forks from here must not inherit one
            with one_reading():
                yield share
        finally:
            close_connections()


@contextmanager
def _running(home: Path) -> Iterator[postgres.Handle]:
    """The home's own database; the program is read while it starts."""
    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(start_django)
        share = postgres.ensure(home)
        try:
            reading.result()
        except BaseException:
            share.release()
            raise
    os.register_at_fork(after_in_child=share.leave)  # each process of ours has its own: the last one stops the server
    with share:
        yield share


def start_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except ValueError as wrong:  # a setting that cannot be used: its message is for the operator
        raise Failure(str(wrong)) from wrong


def close_connections() -> None:
    from django.db import connections

    connections.close_all()


def prepare() -> None:
    """A new database gets its tables; one that lacks some asks for `belong manage migrate`."""
    with one_at_a_time():
        steps = missing_steps()
        if steps and not is_new():
            raise Failure(
                f"The database lacks {len(steps)} steps of this Belong, {steps[0]} first. "
                "Make a backup (`belong backup FILE`), then run `belong manage migrate`."
            )
        if steps and sys.stderr.isatty():
            click.echo("Making the tables of a new home ...", err=True)
        migrate()


def migrate() -> None:
    """Bring the database up to date; of several processes at once the first does it.

    At every start the ledger tells facts that came from another cluster from those that will follow.
    """
    from django.core.management import call_command

    from belong.ground.ledger.public import start_era

    with one_at_a_time():
        if missing_steps():
            call_command("migrate", verbosity=0, interactive=False)
        start_era()


def one_at_a_time() -> AbstractContextManager[bool]:
    from belong.ground.kernel.public import advisory_lock

    return advisory_lock("belong.migrate")


def missing_steps() -> list[str]:
    """The migrations that this database still needs, in their order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def is_new() -> bool:
    """Whether nothing was ever kept in this database: no tables, or ours, of a first start that was cut short."""
    from django.db import connection

    there = set(connection.introspection.table_names())
    if there and "django_migrations" not in there:
        return False  # somebody else's
    with connection.cursor() as cursor:
        for table in KEPT & there:
            cursor.execute(f"select exists (select from {table})")  # noqa: S608 - our own names
            if cursor.fetchone()[0]:
                return False
    return True


def actor(name: str) -> "Actor":
    """Who acts when a command writes: the house itself, named after the command."""
    from belong.ground.people.public import Actor

    return Actor.system_run(name)

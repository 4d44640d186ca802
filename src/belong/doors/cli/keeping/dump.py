"""PostgreSQL's own dump and restore programs on the database that the settings name."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from belong.doors.cli.root import Failure
from belong.ground.kernel import postgres


def dump(to: Path) -> None:
    """One snapshot of the whole database, while everybody goes on working."""
    _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={to}"])


def load(source: Path) -> None:
    """The dump into the empty database: all of it or nothing."""
    _run("pg_restore", ["--list", f"--file={os.devnull}", str(source)])
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(source)]
    _run("pg_restore", [f"--dbname={_settings()['dbname']}", *words])


def is_empty() -> bool:
    """Whether the database holds nothing."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace "
            "where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p', 'v'))"
        )
        return bool(cursor.fetchone()[0])


def server_version() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def _run(program: str, words: list[str]) -> None:
    found = postgres.tool(program, at_least=server_version())
    done = subprocess.run(
        [found, *words], env={**os.environ, **_environment()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise Failure(f"{program} could not do it, and nothing was changed: {said[0]}")


def _environment() -> Mapping[str, str]:
    """The connection for libpq's programs; a password stays out of the list of processes."""
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    return {names[key]: value for key, value in _settings().items() if value}


def _settings() -> Mapping[str, str]:
    from django.db import connection

    found = connection.settings_dict
    return {
        "dbname": str(found["NAME"]),
        "user": str(found["USER"]),
        "password": str(found["PASSWORD"]),
        "host": str(found["HOST"]),
        "port": str(found["PORT"]),
    }

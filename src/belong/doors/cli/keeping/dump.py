"""PostgreSQL's own dump and restore programs on the database that the settings name."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from belong.doors.cli.root import Failure
from belong.ground.kernel import postgres

NAMES = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port"}
OURS = {"prepare_threshold"}
"""Said to our own library alone."""


def dump(to: Path) -> None:
    """One snapshot of the whole database, while everybody goes on working."""
    _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={to}", f"--dbname={_where()}"])


def load(source: Path) -> None:
    """The dump into the empty database: all of it or nothing."""
    _run("pg_restore", ["--list", f"--file={os.devnull}", str(source)])
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(source)]
    _run("pg_restore", [f"--dbname={_where()}", *words])


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


def _where() -> str:
    """Which database and how it is reached, TLS included, as libpq's programs are told."""
    found = connection_settings()
    reached = {key: value for key, value in found["OPTIONS"].items() if key not in OURS}
    named = {libpq: found[django] for django, libpq in NAMES.items()}
    return make_conninfo(**{key: str(value) for key, value in {**reached, **named}.items() if value})


def _environment() -> Mapping[str, str]:
    """A password stays out of the list of processes."""
    password = connection_settings()["PASSWORD"]
    return {"PGPASSWORD": str(password)} if password else {}


def connection_settings() -> Mapping[str, Any]:
    from django.db import connection

    return connection.settings_dict

"""What was tried lately at the door, so that every process of an installation counts the same tries.

Plain data under a key, until an instant. The table is unlogged: tries need not outlive a crash, and nobody waits for
them to be written twice. What has run out is thrown away by whoever writes next.
"""

import json
from typing import Any

from django.db import connection

FIND = "select value from people_attempt where key = %s and (until is null or until > clock_timestamp())"
KEEP = """
insert into people_attempt as kept (key, value, until)
values (%s, %s::jsonb, clock_timestamp() + make_interval(secs => %s))
on conflict (key) do update set value = excluded.value, until = excluded.until
"""
ADD = KEEP + " where kept.until <= clock_timestamp() returning true"
SWEEP = """
delete from people_attempt where key in (
    select key from people_attempt where until <= clock_timestamp() order by until limit 100 for update skip locked
)
"""


def attempt(key: str) -> Any | None:
    """What is kept under `key` and has not run out."""
    row = _run(FIND, [key])
    return json.loads(row[0]) if row is not None else None


def keep_attempt(key: str, value: object, *, seconds: float | None) -> None:
    """Keep `value` under `key` for `seconds` (None: until it is forgotten), instead of what was there."""
    _run(SWEEP)
    _run(KEEP, [key, json.dumps(value), seconds])


def add_attempt(key: str, value: object, *, seconds: float | None) -> bool:
    """As `keep_attempt`, unless something is kept there already; says whether it was added."""
    return _run(ADD, [key, json.dumps(value), seconds]) is not None


def forget_attempt(key: str) -> bool:
    """Says whether anything was kept there."""
    return _run("delete from people_attempt where key = %s returning true", [key]) is not None


def forget_attempts() -> None:
    """Forget all of them."""
    _run("delete from people_attempt")


def _run(statement: str, parameters: list[Any] | None = None) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found: tuple[Any, ...] | None = cursor.fetchone() if cursor.description else None
    return found

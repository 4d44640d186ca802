"""Checking: all insight rebuilt beside the live tables, at one instant, and compared row by row."""

import json
from collections.abc import Iterable
from contextlib import ExitStack
from time import monotonic, sleep

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from belong.ground.kernel.public import advisory_lock
from belong.ground.ledger.cards import Difference
from belong.ground.ledger.following.followers import Follower, followers
from belong.ground.ledger.following.lagging import oldest_writer
from belong.ground.ledger.following.order import newest
from belong.ground.ledger.following.places import lock_name, place_of
from belong.ground.ledger.following.readers import FollowerReader
from belong.ground.ledger.following.stepping import Pace, Step

SCHEMA = "belong_check"
MOST = 1_000
"""As many differences of one table are named."""


class NotCaughtUp(TimeoutError):
    """The followers could not be brought to one instant; the message says who held them back."""


class CannotCompare(RuntimeError):
    """A follower failed, or a table has no primary key to compare by."""


def check(names: Iterable[str] | None = None, *, seconds: float = 120.0) -> list[Difference]:
    """Rebuild the followers' tables in a second schema and tell each row that differs from the live one.

    Nobody folds meanwhile, and both sides are seen at one instant at which nothing was unread; facts may be recorded
    all the time. Waits `seconds` at most for that instant, then raises `NotCaughtUp`. Nothing is left behind.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a check is a transaction of its own")
    known = followers()
    chosen = [known[name] for name in sorted(known if names is None else names)]
    end = monotonic() + seconds
    with ExitStack() as locks:
        for follower in chosen:
            locks.enter_context(advisory_lock(lock_name(follower.name)))
        while True:
            _catch_up(chosen)
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("set transaction isolation level repeatable read")
                if not _anything_unread(chosen):
                    differences = _compare(chosen)
                    transaction.set_rollback(True)
                    return differences
            if monotonic() > end:
                holder = oldest_writer()
                raise NotCaughtUp(f"facts stay unread; the oldest open writing transaction is {holder}")
            sleep(0.05)


def _catch_up(chosen: Iterable[Follower]) -> None:
    for follower in chosen:
        pace = Pace(FollowerReader(follower))
        while (step := pace.step()) is Step.MOVED:
            pass
        if step is Step.FAILED:
            raise CannotCompare(f"{follower.name} stopped") from pace.error


def _anything_unread(chosen: Iterable[Follower]) -> bool:
    """Whether the snapshot holds a fact that a follower has not folded, readable or not."""
    last = newest(readable=False)
    places = [place_of(follower.name) for follower in chosen]
    return any(place is None or place.phase or place.at < last for place in places)


def _compare(chosen: Iterable[Follower]) -> list[Difference]:
    differences = []
    with connection.cursor() as cursor:
        cursor.execute("select current_schema()")
        live = cursor.fetchone()[0]
        cursor.execute(sql.SQL("create schema {}").format(sql.Identifier(SCHEMA)))
        for follower in chosen:
            for table in follower.tables:
                cursor.execute(
                    sql.SQL("create table {} (like {} including all)").format(
                        sql.Identifier(SCHEMA, table), sql.Identifier(live, table)
                    )
                )
        cursor.execute(sql.SQL("set local search_path to {}, {}").format(sql.Identifier(SCHEMA), sql.Identifier(live)))
        for follower in chosen:
            follower.rebuild()
        for follower in chosen:
            for table in follower.tables:
                differences += _differences(cursor, live, table)
    return differences


def _differences(cursor: CursorWrapper, live: str, table: str) -> list[Difference]:
    key = _primary_key(cursor, live, table)
    cursor.execute(
        sql.SQL(
            """
            with missing as (table {rebuilt} except table {live}), planted as (table {live} except table {rebuilt})
            select to_jsonb(planted), to_jsonb(missing)
            from planted full join missing using ({key}) order by {key} limit {most}
            """
        ).format(
            live=sql.Identifier(live, table),
            rebuilt=sql.Identifier(SCHEMA, table),
            key=sql.SQL(", ").join(map(sql.Identifier, key)),
            most=sql.Literal(MOST),
        )
    )
    found = []
    for planted, missing in cursor.fetchall():
        row = json.loads(planted or missing)
        found.append(Difference(table, {name: row[name] for name in key}, _row(planted), _row(missing)))
    return found


def _row(found: str | None) -> dict[str, object] | None:
    return None if found is None else dict(json.loads(found))


def _primary_key(cursor: CursorWrapper, schema: str, table: str) -> list[str]:
    cursor.execute(
        """
        select a.attname from pg_index i
        cross join unnest(i.indkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
        where i.indisprimary and i.indrelid = format('%%I.%%I', %s::text, %s::text)::regclass order by k.place
        """,
        [schema, table],
    )
    key = [name for (name,) in cursor.fetchall()]
    if not key:
        raise CannotCompare(f"{table} has no primary key")
    return key

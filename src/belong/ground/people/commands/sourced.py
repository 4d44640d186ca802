"""What loads have in common: rows that carry a batch, a source and the source's key.

A row of an undone import is taken over by the next one that brings it, under the same id, so that whatever points to
it is whole again.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from django.db import connection
from psycopg import sql

from belong.ground.kernel.public import keyed_hash
from belong.ground.kernel.public import told_lazy as _
from belong.ground.people.checks import Wrong, identity

ERASED = "erased:"
BUSY_ELSEWHERE = _("Another import that is not finished brings this too: finish or undo that one first.")


class State(Enum):
    """How a row of a batch stands for the import that meets it."""

    STANDS = "stands"
    OURS = "ours"
    GONE = "gone"
    BUSY = "busy"


KNOWN = (State.STANDS, State.OURS)


@dataclass(frozen=True, slots=True)
class Sourced:
    """A row that was found under its source's key."""

    id: int
    state: State


def state_sql(table: str, batches: str) -> sql.Composed:
    """SQL for the state of a row of `table`, whose batch is joined as `batches`; takes the batch as a parameter."""
    return sql.SQL(
        "case when {table}.batch_id is null or {batches}.state = 'complete' then 'stands'"
        " when {table}.batch_id = %s then 'ours'"
        " when {batches}.state = 'withdrawn' then 'gone' else 'busy' end"
    ).format(table=sql.Identifier(table), batches=sql.Identifier(batches))


def sourced_rows(table: str, *, batch: int, source: str, keys: Sequence[str]) -> dict[str, Sourced]:
    """Those rows of `table` that stand under (source, key), locked until the transaction ends."""
    if not keys:
        return {}
    query = sql.SQL(
        "select t.source_key, t.id, {state} from {table} t left join ledger_batch b on b.id = t.batch_id"
        " where t.source = %s and t.source_key = any(%s) order by t.id for no key update of t"
    ).format(state=state_sql("t", "b"), table=sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(query, [batch, source, list(keys)])
        return {key: Sourced(number, State(state)) for key, number, state in cursor}


def new_ids(table: str, count: int) -> list[int]:
    """`count` fresh ids for rows of `table`, to be put in by COPY."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)", [table, count])
        return [number for (number,) in cursor]


def persons_by_keys(
    source: str, keys: Iterable[str], *, batch: int | None = None, erased: bool = True
) -> dict[str, int]:
    """The persons known at `source` under these keys: those that stand, and those that `batch` is bringing.

    Somebody who was erased is still found by their key, so that an archive that comes again does not bring them back
    as somebody new; `erased=False` leaves them out.
    """
    asked: dict[str, list[str]] = {}
    for key in keys:
        with suppress(Wrong):
            asked.setdefault(identity(source, key)[1], []).append(key)
    if not asked:
        return {}
    by_digest = {erased_key(source, key): key for key in asked} if erased and anybody_erased() else {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select i.key, i.person_id from people_identity i join people_person p on p.id = i.person_id"
            " left join ledger_batch ib on ib.id = i.batch_id left join ledger_batch pb on pb.id = p.batch_id"
            " where i.source = %s and i.key = any(%s)"
            " and (i.batch_id is null or ib.state = 'complete' or i.batch_id = %s)"
            " and (p.batch_id is null or pb.state = 'complete' or p.batch_id = %s)",
            [source, [*asked, *by_digest], batch, batch],
        )
        return {key: person for kept, person in cursor for key in asked[by_digest.get(kept, kept)]}


def keys_at(source: str, persons: Collection[int]) -> dict[int, set[str]]:
    """All keys under which these persons are or were known at `source`."""
    found: dict[int, set[str]] = {}
    if persons:
        with connection.cursor() as cursor:
            cursor.execute(
                "select person_id, key from people_identity where source = %s and person_id = any(%s)",
                [source, list(persons)],
            )
            for person, key in cursor:
                found.setdefault(person, set()).add(key)
    return found


def anybody_erased() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from people_person where erased_at is not null)")
        row: tuple[bool] = cursor.fetchone()
        return row[0]


def erased_key(source: str, key: str) -> str:
    """What is kept of an identity when its person is erased: enough to know it again, not enough to read it."""
    return ERASED + keyed_hash(f"{source}:{key}", purpose="people.erased").hex()


def hashed_key(*parts: str | datetime) -> str:
    """A key for a row that has none at its source, made of its parts; hashed, since they may name a person."""
    plain = (part.astimezone(UTC).isoformat() if isinstance(part, datetime) else part for part in parts)
    return keyed_hash("\x1f".join(plain), purpose="people.source_key").hex()

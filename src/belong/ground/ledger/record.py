"""Recording: inside the command's transaction, so no deed is without its fact and no fact without its deed."""

from typing import Any

from django.db import connection

from belong.ground.kernel.public import now, require_transaction
from belong.ground.ledger.batches import hold_open
from belong.ground.ledger.errors import WrongFact
from belong.ground.ledger.facts.base import Fact
from belong.ground.ledger.keys import ON_CONFLICT, source_number
from belong.ground.ledger.rows import COLUMNS, key_bytes, values_of
from belong.ground.ledger.waking import wake_after_commit
from belong.ground.ledger.withdraw import supersede

_NAMES = ", ".join(COLUMNS)
_VALUES = ", ".join(f"%({name})s" for name in COLUMNS)

_PLAIN = f"insert into ledger_fact ({_NAMES}, recorded_at) values ({_VALUES}, %(recorded_at)s) returning id"  # noqa: S608

_KEYED = f"""
with mine as (
    insert into ledger_sourcekey as taken (source_id, key, fact_id)
    values (%(source_id)s, %(key)s, nextval(pg_get_serial_sequence('ledger_fact', 'id')))
    {ON_CONFLICT}
    returning fact_id, before)
insert into ledger_fact (id, {_NAMES}, recorded_at, source_id, source_key)
select mine.fact_id, {_VALUES}, %(recorded_at)s, %(source_id)s, %(key)s from mine
returning id, (select before from mine)
"""  # noqa: S608


def record(fact: Fact) -> int | None:
    """Add one fact and return its id; None if a fact of its source and source key stands already.

    Raises outside a transaction, for a kind that is not in the catalogue, for prose where numbers belong, and for a
    batch that is not open.
    """
    require_transaction("recording a fact")
    if fact.kind.startswith("ledger."):
        raise WrongFact(f"{fact.kind} is recorded by the ledger alone")
    return insert(fact)


def insert(fact: Fact) -> int | None:
    """`record` without asking whose kind it is."""
    recorded_at = now()
    row: dict[str, Any] = dict(zip(COLUMNS, values_of(fact, recorded_at), strict=True))
    row["recorded_at"] = recorded_at
    if fact.batch is not None:
        hold_open([fact.batch])
    wake_after_commit()
    if fact.source is None or fact.source_key is None:
        with connection.cursor() as cursor:
            cursor.execute(_PLAIN, row)
            return int(cursor.fetchone()[0])
    row |= {"source_id": source_number(fact.source), "key": key_bytes(fact.source_key), "batch": fact.batch}
    with connection.cursor() as cursor:
        cursor.execute(_KEYED, row)
        added = cursor.fetchone()
    if added is None:
        return None
    number, before = added
    supersede(before or [], fact.batch)
    return int(number)

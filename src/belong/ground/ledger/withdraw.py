"""Corrections. A withdrawn fact counts at no instant, unless somebody asks what was known before."""

from collections.abc import Iterable

from django.db import connection

from belong.ground.kernel.public import now, require_transaction
from belong.ground.ledger.batches import hold_open
from belong.ground.ledger.errors import UnknownFact, WrongFact
from belong.ground.ledger.facts.ledger import FactWithdrawn, Reason
from belong.ground.ledger.waking import wake_after_commit

_WITHDRAW = """
with added as (
    insert into ledger_withdrawal (id, fact_id, batch_id, recorded_at)
    select nextval(pg_get_serial_sequence('ledger_fact', 'id')), given.id, %(batch)s, %(at)s
    from (select distinct unnest(%(ids)s::bigint[]) as id order by 1) given
    on conflict do nothing
    returning id, fact_id)
insert into ledger_fact (id, kind, version, actor, about, channel, direction, turf, occurred_at, recorded_at,
                         batch_id, backfill, payload)
select id, %(kind)s, %(version)s, %(actor)s, 'ledger.fact:' || fact_id, 'site', 'in', 'ours', %(at)s, %(at)s,
       %(batch)s, %(backfill)s, jsonb_build_object('fact', fact_id, 'reason', %(reason)s::text)
from added order by id
"""


def withdraw(fact_id: int, *, reason: str, actor: int | None, batch: int | None = None) -> int:
    """Withdraw a fact and return the id of the withdrawal, which is a fact itself.

    `reason` is one of `Reason`. In an open `batch` the withdrawal takes effect when the batch is complete, and ends
    when it is withdrawn. Withdrawing twice is withdrawing once. The ledger's own facts cannot be withdrawn.
    """
    withdraw_many([fact_id], reason=reason, actor=actor, batch=batch)
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from ledger_withdrawal where fact_id = %s and batch_id is not distinct from %s",
            [fact_id, batch],
        )
        return int(cursor.fetchone()[0])


def withdraw_many(fact_ids: Iterable[int], *, reason: str, actor: int | None = None, batch: int | None = None) -> int:
    """Withdraw many facts in one statement; returns how many were not withdrawn before (in this batch)."""
    require_transaction("withdrawing a fact")
    ids = list(fact_ids)
    if not ids:
        return 0
    reason = Reason(reason)
    _check(ids)
    if batch is not None:
        hold_open([batch])
    with connection.cursor() as cursor:
        cursor.execute(
            _WITHDRAW,
            {
                "ids": ids,
                "batch": batch,
                "at": now(),
                "kind": FactWithdrawn.kind,
                "version": FactWithdrawn.version,
                "actor": actor,
                "backfill": batch is not None,
                "reason": reason.value,
            },
        )
        count = int(cursor.rowcount)
    wake_after_commit()
    return count


def supersede(fact_ids: list[int], batch: int | None) -> None:
    """Withdraw in `batch` the earlier holders of a key that it took over, so that they come back only with its end."""
    withdraw_many(fact_ids, reason=Reason.SUPERSEDED, batch=batch)


def _check(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select given.id, f.kind
            from unnest(%s::bigint[]) as given (id) left join ledger_fact f on f.id = given.id
            where f.id is null or starts_with(f.kind, 'ledger.') limit 1
            """,
            [ids],
        )
        wrong = cursor.fetchone()
    if wrong is None:
        return
    number, kind = wrong
    if kind is None:
        raise UnknownFact(number)
    raise WrongFact(f"fact {number} is the ledger's own ({kind}) and cannot be withdrawn")

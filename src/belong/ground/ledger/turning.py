"""Completing and withdrawing a batch: each is one row changed and one fact."""

from django.db import connection

from belong.ground.kernel.public import require_transaction
from belong.ground.ledger.batches import mark_complete, mark_withdrawn, state_for_change
from belong.ground.ledger.errors import WrongBatch
from belong.ground.ledger.facts.ledger import BatchCompleted, BatchWithdrawn, Reason, RowsChanged
from belong.ground.ledger.keys import BATCHES
from belong.ground.ledger.models import Batch
from belong.ground.ledger.record import insert


def complete_batch(batch: int, *, actor: int | None = None) -> None:
    """Make all facts of an open batch stand, and its withdrawals count. Completing it again does nothing."""
    state = state_for_change(batch)
    if state == Batch.State.COMPLETE:
        return
    if state == Batch.State.WITHDRAWN:
        raise WrongBatch(f"batch {batch} is withdrawn")
    _wait_for_keyed_writers()
    mark_complete(batch)
    insert(BatchCompleted(actor=actor, about=f"ledger.batch:{batch}", number=batch))


def withdraw_batch(batch: int, reason: str, *, actor: int | None = None) -> None:
    """Make no fact of a batch stand any longer, and none of its withdrawals count. Doing it again does nothing.

    Nothing else is touched: source keys are free from here on, followers take the facts out of their tables.
    """
    state = state_for_change(batch)
    why = Reason(reason)
    if state == Batch.State.WITHDRAWN:
        return
    _wait_for_keyed_writers()
    mark_withdrawn(batch)
    insert(
        BatchWithdrawn(
            actor=actor,
            about=f"ledger.batch:{batch}",
            number=batch,
            reason=why,
            stood=state == Batch.State.COMPLETE,
        )
    )


def rows_changed(batch: int, table: str, first: int, last: int) -> None:
    """Tell followers that the rows of `table` from `first` to `last`, what `batch` says otherwise, were carried out or
    taken back: what hangs on them may have changed. In the transaction that does it."""
    require_transaction("telling of changed rows")
    insert(RowsChanged(actor=None, about=f"{table}:{first}", number=batch, first=first, last=last, backfill=True))


def _wait_for_keyed_writers() -> None:
    """Who records with a source key judges by the states of batches: those states hold still meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [BATCHES])

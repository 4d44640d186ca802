"""Batches: many facts that begin to stand at once, and cease at once, by one row."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from belong.ground.kernel.public import now, require_transaction
from belong.ground.ledger.errors import WrongBatch
from belong.ground.ledger.models import Batch


def open_batch(source: str, label: str) -> int:
    """Begin a batch: what is recorded or loaded in it neither stands nor shows until it is complete."""
    return Batch.objects.create(source=source, label=label).pk


def standing_rows(field: str = "batch") -> Q:
    """The rows of no batch or of a complete one: every `visible_to` asks for it. `field` may lead through relations."""
    complete = Batch.objects.filter(state=Batch.State.COMPLETE).values("pk")
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__in": complete})


def hold_open(batches: Iterable[int]) -> None:
    """Refuse unless all are open; they stay so until the transaction ends."""
    wanted = sorted(set(batches))
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, state from ledger_batch where id = any(%s) order by id for share",
            [wanted],
        )
        states = dict(cursor.fetchall())
    for batch in wanted:
        if states.get(batch) != Batch.State.OPEN:
            raise WrongBatch(f"batch {batch} is {states.get(batch, 'not there')}: only an open one takes facts")


def state_for_change(batch: int) -> str:
    """The state of a batch, which nobody else changes, and to which nobody adds, until the transaction ends."""
    require_transaction("changing a batch")
    state = Batch.objects.select_for_update().filter(pk=batch).values_list("state", flat=True).first()
    if state is None:
        raise WrongBatch(f"batch {batch} is not there")
    return state


def mark_complete(batch: int) -> None:
    Batch.objects.filter(pk=batch).update(state=Batch.State.COMPLETE, completed_at=now())


def mark_withdrawn(batch: int) -> None:
    Batch.objects.filter(pk=batch).update(state=Batch.State.WITHDRAWN, withdrawn_at=now())


def drop_batch(batch: int) -> bool:
    """End an open batch in which nothing was recorded: nothing was done, so no fact tells of it.

    Returns False, and leaves the batch as it is, where something was.
    """
    if state_for_change(batch) != Batch.State.OPEN:
        return False
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from ledger_fact where batch_id = %s)", [batch])
        if cursor.fetchone()[0]:
            return False
    mark_withdrawn(batch)
    return True

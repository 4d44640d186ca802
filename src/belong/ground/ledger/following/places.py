"""Where each reader is, kept in the database and moved in the transaction of the folding."""

from datetime import timedelta

from django.db import connection

from belong.ground.kernel.public import lock_number, now
from belong.ground.ledger.following.order import Reading
from belong.ground.ledger.models import Place

LONGEST_PAUSE = timedelta(minutes=5)


def lock_name(reader: str) -> str:
    """The advisory lock that whoever folds for this reader holds: the runner, a drain, a rebuild, a check."""
    return f"ledger.reader.{reader}"


def take(reader: str) -> bool:
    """Lock a reader until the transaction ends; False where somebody else has it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [lock_number(lock_name(reader))])
        return bool(cursor.fetchone()[0])


def place_of(reader: str) -> Reading | None:
    """The reader's place; None if it has never read."""
    found = Place.objects.filter(name=reader).first()
    return None if found is None else _reading(found)


def _reading(row: Place) -> Reading:
    return Reading(row.name, (row.era, row.tx, row.fact_id), row.phase, row.place, row.basis)


def save(reading: Reading) -> None:
    """Move the reader to a place; what was wrong is over."""
    era, tx, fact_id = reading.at
    values = {"era": era, "tx": tx, "fact_id": fact_id, "phase": reading.phase, "place": reading.place}
    well = {"moved_at": now(), "error": "", "failures": 0, "retry_at": None}
    Place.objects.update_or_create(name=reading.name, defaults={**values, "basis": reading.basis, **well})


def note_failure(reader: str, error: Exception) -> None:
    """Remember why a reader stopped, and when to try again: after 2, 4, 8 ... seconds, five minutes at most."""
    row = Place.objects.filter(name=reader).first()
    if row is None:  # it has no place yet, and gets none here: a reaction's is the end of the ledger
        return
    row.failures += 1
    row.error = f"{type(error).__name__}: {error}"[:1000]
    row.retry_at = now() + min(timedelta(seconds=2 ** min(row.failures, 20)), LONGEST_PAUSE)
    row.save(update_fields=["failures", "error", "retry_at"])


def pauses(reader: str) -> bool:
    """Whether the reader failed and its next try is still to come."""
    return Place.objects.filter(name=reader, retry_at__gt=now()).exists()

"""The one loader: takes the items of a phase slice by slice into the rooms, and moves the run with each slice."""

from collections.abc import Sequence

from django.db import DataError, IntegrityError, OperationalError, transaction

from belong.care.archives import rejects
from belong.care.archives.loading.ahead import ahead
from belong.care.archives.loading.rooms import LOADERS, Context, Listed, Loader, Pair
from belong.care.archives.loading.slices import Pace
from belong.care.archives.loading.steps import Hands
from belong.care.archives.loading.tally import Tally
from belong.care.archives.models import Run
from belong.care.archives.phases import Phase
from belong.care.archives.reading import Archive, Roster
from belong.care.archives.records import Item, Reject, Skipped
from belong.ground.kernel.public import kept_words
from belong.ground.kernel.public import told as _

MOST_NOTES = 50

TRIES = 5
"""A slice that loses against members' own writes (a deadlock) is done again."""

_AGAIN = {"40001", "40P01"}

Ready = tuple[int, list[Pair], Tally]
"""A slice that can be committed: how many items it had, what the room takes, what is decided without it."""


def load_phase(hands: Hands, archive: Archive, phase: Phase) -> None:
    """Load what is left of the phase that the run is in."""
    total = hands.run.totals.get(phase, 0)
    if hands.run.position >= total:
        return
    loader = LOADERS.get(phase)
    items = archive.items(phase, hands.run.position)
    pace = Pace()
    listed = archive.lists if isinstance(archive, Roster) and archive.is_roster else None

    def ready() -> Ready | None:
        slice_ = pace.take(items)
        return (len(slice_), *_prepared(loader, slice_)) if slice_ else None

    with ahead(ready) as slices:
        for count, rows, decided in slices:
            pace.begin()
            _commit_for_sure(hands, phase, loader, count, rows, decided, listed)
            pace.end(count)
            hands.tell(hands.run.position, total, "records")


def _commit_for_sure(
    hands: Hands,
    phase: Phase,
    loader: Loader | None,
    count: int,
    rows: Sequence[Pair],
    decided: Tally,
    listed: Listed | None,
) -> None:
    for left in reversed(range(TRIES)):
        try:
            return _commit(hands, phase, loader, count, rows, decided, listed)
        except OperationalError as error:
            if not left or getattr(error.__cause__, "sqlstate", None) not in _AGAIN:
                raise
    return None


def _prepared(loader: Loader | None, items: Sequence[Item]) -> tuple[list[Pair], Tally]:
    """A slice made ready outside the transaction: what the room takes, and what is decided without it."""
    rows: list[Pair] = []
    tally = Tally()
    for item in items:
        if isinstance(item.what, Reject):
            tally.refused.append((item, item.what.reason))
        elif isinstance(item.what, Skipped) or loader is None:
            tally.skipped += 1
        else:
            try:
                rows.append((item, loader.prepare(item.what)))
            except ValueError as error:
                tally.refused.append((item, str(error)))
    return rows, tally


def _commit(
    hands: Hands,
    phase: Phase,
    loader: Loader | None,
    count: int,
    rows: Sequence[Pair],
    decided: Tally,
    listed: Listed | None,
) -> None:
    """One slice: rows, facts, counts, rejects and the run's position, all or nothing."""
    with hands.step() as run:
        tally = Tally()
        tally.add(decided)
        if loader is not None and rows:
            tally.add(_loaded(loader, _context(run, listed), rows))
        tally.refused.sort(key=lambda one: one[0].line)
        rejects.append(run, tally.refused)
        counts = tally.into(run.counts.get(phase, {}), count)
        if any(counts.values()):
            run.counts[phase] = counts
        run.notes = [*run.notes, *map(kept_words, tally.notes)][:MOST_NOTES]
        run.position += count


def _loaded(loader: Loader, context: Context, rows: Sequence[Pair]) -> Tally:
    """What the room made of the rows. One that the database cannot hold is found by halving, and refused alone."""
    try:
        with transaction.atomic():
            return loader.load(context, rows)
    except (DataError, IntegrityError) as error:
        if len(rows) == 1:
            return Tally(
                refused=[(rows[0][0], _("it could not be stored: %(error)s") % {"error": str(error).splitlines()[0]})]
            )
    tally = Tally()
    half = len(rows) // 2
    for part in (rows[:half], rows[half:]):
        tally.add(_loaded(loader, context, part))
    return tally


def _context(run: Run, listed: Listed | None) -> Context:
    if run.batch_id is None:
        raise RuntimeError(f"run {run.pk} has no batch")
    return Context(run.batch_id, run.source, listed)

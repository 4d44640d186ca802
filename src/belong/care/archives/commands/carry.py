"""Carrying a run to its end, from wherever it stands."""

from django.db import transaction

from belong.care.archives import rejects
from belong.care.archives.cards import RunCard, card_of
from belong.care.archives.loading.gone import note_who_is_gone
from belong.care.archives.loading.load import load_phase
from belong.care.archives.loading.steps import EndedMeanwhile, Hands, Watch, in_hand
from belong.care.archives.models import CARRIED, ENDS, Run, State, brought_nothing
from belong.care.archives.phases import Phase
from belong.care.archives.policies import fetched, may_import
from belong.care.archives.reading import Archive, ArchiveRefused, Checked
from belong.care.archives.uploads import without_place
from belong.community.discussions import public as discussions
from belong.ground.kernel.public import kept_text, many_rows, now, retold_text
from belong.ground.kernel.public import told as _
from belong.ground.ledger.public import complete_batch, drain, drop_batch, open_batch, withdraw_batch
from belong.ground.people.public import Actor, settle_joining, take_names


def run(
    *,
    actor: Actor,
    run_id: int,
    archive: Archive,
    watch: Watch | None = None,
    wait: bool = True,
    keep_refused: bool = False,
) -> RunCard:
    """Carry a run to its end, from wherever it stands: check, load, complete, apply, fold.

    Raises `ArchiveRefused` where the archive is refused (nothing was written; the run is then gone, or with
    `keep_refused` stays and says why), is not the one that the run reads, or where another process is at the run;
    `EndedMeanwhile` where that one came to the run's end while we waited. With `wait=False` insight catches up later.
    """
    row = fetched(actor, run_id)
    may_import(actor).or_refuse()
    with in_hand(row, watch) as hands:
        if row.state in CARRIED and hands.run.state in ENDS:
            raise EndedMeanwhile(
                _("Run %(number)s was carried to its end by another process: it is %(state)s.")
                % {"number": row.pk, "state": State(hands.run.state).label}
            )
        _refuse_unless_its_own(hands.run, archive)
        _carry(hands, archive, wait, keep_refused)
        return card_of(hands.run)


def _refuse_unless_its_own(row: Run, archive: Archive) -> None:
    if row.state not in CARRIED:
        raise ArchiveRefused(
            _("Run %(number)s is %(state)s: there is nothing to resume.")
            % {"number": row.pk, "state": State(row.state).label}
        )
    if (row.source, row.fingerprint) != (archive.source, archive.fingerprint):
        raise ArchiveRefused(
            _(
                "Run %(number)s reads other files: those in %(path)s, as they were when it began. Bring them "
                "back to resume it, or undo it."
            )
            % {"number": row.pk, "path": row.path}
        )


def _refuse_if_changed(row: Run, checked: Checked) -> None:
    if row.totals != _totals(checked):
        raise ArchiveRefused(
            _(
                "The files in %(path)s are not what they were when run %(number)s began: it cannot go on with "
                "them. Bring them back to resume it, or undo it."
            )
            % {"path": row.path, "number": row.pk}
        )


def _totals(checked: Checked) -> dict[str, int]:
    return {str(phase): checked.items[phase] for phase in Phase if checked.items.get(phase)}


@many_rows()
def _carry(hands: Hands, archive: Archive, wait: bool, keep_refused: bool) -> None:
    if hands.run.state == State.CHECKING:
        _begin_loading(hands, _checked(hands, archive, keep_refused))
    elif hands.run.state == State.LOADING:
        _check_again(hands, archive)
    if hands.run.state == State.LOADING:
        rejects.cut(hands.run)
        _load(hands, archive)
    _link(hands)
    _apply(hands)
    if hands.run.state == State.FOLDING:
        if wait:
            hands.tell(0, 0)
            drain()
        _move(hands, State.DONE)


def _checked(hands: Hands, archive: Archive, keep_refused: bool) -> Checked:
    """What the first pass found; a run whose archive is refused leaves no trace unless it is to be kept."""
    try:
        return archive.check(lambda done, total: hands.tell(done, total, "B"))
    except ArchiveRefused as refused:
        if keep_refused:
            with hands.step() as row:
                row.state, row.ended_at = State.REFUSED, now()
                row.trouble = kept_text(without_place(refused, row.path))
            raise
        Run.objects.filter(pk=hands.run.pk, state=State.CHECKING).delete()
        raise


def _check_again(hands: Hands, archive: Archive) -> None:
    """A run that was interrupted reads its archive once more; that is no time of loading either."""
    _refuse_if_changed(hands.run, archive.check(lambda done, total: hands.tell(done, total, "B")))
    before = hands.run.seconds
    with hands.step():
        pass
    with hands.step() as row:
        row.checked_seconds += row.seconds - before


def _begin_loading(hands: Hands, checked: Checked) -> None:
    with hands.step() as row:
        row.batch_id = open_batch(row.source, retold_text(row.label))
        row.totals = _totals(checked)
        row.counts = {
            phase: {"read": count, "loaded": 0, "unchanged": 0, "changed": 0, "refused": 0, "skipped": count}
            for phase, count in checked.skipped.items()
            if count
        }
        row.state, row.phase, row.position = State.LOADING, next(iter(Phase)), 0
    with hands.step() as row:
        row.checked_seconds = row.seconds


def _load(hands: Hands, archive: Archive) -> None:
    phases = list(Phase)
    for number, phase in enumerate(phases):
        if phase != hands.run.phase:
            continue
        load_phase(hands, archive, phase)
        with hands.step() as row:
            row.position = 0
            if number + 1 < len(phases):
                row.phase = phases[number + 1]
            else:
                note_who_is_gone(row, archive)
                row.state, row.phase = State.LINKING, ""


def _link(hands: Hands) -> None:
    """Links inside the archive get the addresses of the pages here; then everything becomes visible at once."""
    while hands.run.state == State.LINKING:
        hands.tell(hands.run.position, 0)
        with hands.step() as row:
            progress = discussions.rewrite(_batch(row))
            row.position += 1
            if progress.done:
                row.position = 0
                _complete(row)


def _complete(row: Run) -> None:
    """A run that brought nothing leaves nothing that would have to be taken back."""
    row.state = State.DONE
    if brought_nothing(row):
        if not drop_batch(_batch(row)):
            withdraw_batch(_batch(row), "duplicate")
        row.ended_at = now()
    else:
        complete_batch(_batch(row), actor=row.started_by_id)
        row.state = State.APPLYING


def _apply(hands: Hands) -> None:
    if hands.run.state == State.APPLYING:
        settle_all(_batch(hands.run))
    while hands.run.state == State.APPLYING:
        hands.tell(hands.run.position, 0)
        with hands.step() as row:
            if take_names(_batch(row)):
                continue
            progress = discussions.apply_changes(_batch(row))
            row.position += 1
            if progress.done:
                row.state, row.position = State.FOLDING, 0


def settle_all(batch: int) -> None:
    """Since when people are here, as the earliest of all that stands tells. A kill leaves it to be done again."""
    place: int | None = 0
    while place is not None:
        with transaction.atomic():
            place = settle_joining(batch, after=place)


def _move(hands: Hands, state: State) -> None:
    with hands.step() as row:
        row.state = state
        row.ended_at = now()


def _batch(row: Run) -> int:
    if row.batch_id is None:
        raise RuntimeError(f"run {row.pk} has no batch")
    return row.batch_id

"""What leaves the room: how a run stands and what it brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from belong.care.archives.locks import at_work
from belong.care.archives.models import CARRIED, ENDS, Run, State, brought_nothing
from belong.care.archives.phases import Phase
from belong.care.archives.reading import Place
from belong.care.archives.rejects import file_of
from belong.ground.kernel.public import retold, retold_text
from belong.ground.kernel.public import told as _


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the items of one phase."""

    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    changed: int = 0
    refused: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class RunCard:
    """One import run. `id` is the number people type; `says` is its state in words.

    `resumable`: `run` takes it up; `undoable`: `undo` takes it back, or finishes taking it back. `at_work`: a process
    has it now; `asked`: a background task is to `carry` or `undo` it. While it loads, `rate` is records a second and
    `left` the seconds until all are loaded, as far as that can be told. `trouble` and `notes` are sentences.
    """

    id: int
    uid: UUID
    place: Place
    source: str
    label: str
    state: str
    says: str
    phase: str
    done: int
    total: int
    counts: Mapping[str, Counts]
    rejects: int
    rejects_file: Path | None
    seconds: float
    started_at: datetime
    ended_at: datetime | None
    undone_at: datetime | None
    resumable: bool
    undoable: bool
    changed_nothing: bool
    at_work: bool
    asked: str
    trouble: str
    notes: tuple[str, ...]
    rate: float | None
    left: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step of a run is: `done` of `total` of `unit`: "B" (bytes), "records" or "steps" (total 0: unknown)."""

    run: int
    state: str
    phase: str
    done: int
    total: int
    unit: str


def cards_of(runs: Sequence[Run]) -> list[RunCard]:
    """The cards of runs, with one query for all of them."""
    busy = at_work([run.pk for run in runs if run.state not in ENDS])
    return [_card(run, run.pk in busy) for run in runs]


def card_of(run: Run) -> RunCard:
    return cards_of([run])[0]


def _card(run: Run, is_busy: bool) -> RunCard:
    rate = _rate(run)
    counts = {phase: Counts(**run.counts[phase]) for phase in map(str, Phase) if phase in run.counts}
    return RunCard(
        id=run.pk,
        uid=run.uid,
        place=Place(run.format, run.path, run.options),
        source=run.source,
        label=retold_text(run.label),
        state=run.state,
        says=_says(run, is_busy),
        phase=run.phase,
        done=_done(run),
        total=sum(run.totals.values()),
        counts=counts,
        rejects=run.rejects,
        rejects_file=file_of(run) if run.rejects_bytes and file_of(run).exists() else None,
        seconds=run.seconds,
        started_at=run.started_at,
        ended_at=run.ended_at,
        undone_at=run.undone_at,
        resumable=run.state in CARRIED,
        undoable=run.state not in (State.UNDONE, State.REFUSED) and not brought_nothing(run),
        changed_nothing=run.state == State.DONE and brought_nothing(run),
        at_work=is_busy,
        asked=run.asked,
        trouble=retold_text(run.trouble),
        notes=tuple(map(retold, run.notes)),
        rate=rate,
        left=(sum(run.totals.values()) - _done(run)) / rate if rate else None,
    )


def _rate(run: Run) -> float | None:
    """Records a second of a run that loads; none before it can be told."""
    seconds = run.seconds - run.checked_seconds
    done = _done(run)
    return done / seconds if run.state == State.LOADING and done and seconds > 0 else None


def _done(run: Run) -> int:
    if run.state in (State.CHECKING, State.REFUSED):
        return 0
    if run.state != State.LOADING:
        return sum(run.totals.values())
    before = 0
    for phase in map(str, Phase):
        if phase == run.phase:
            break
        before += run.totals.get(phase, 0)
    return before + run.position


def _says(run: Run, is_busy: bool) -> str:
    state = State(run.state)
    if state == State.DONE and brought_nothing(run):
        return _("done, nothing was new")
    if state in ENDS:
        return str(state.label)
    standing = _("at work") if is_busy else _("interrupted")
    if state == State.LOADING:
        return _("%(standing)s, loading %(phase)s: %(done)s of %(sum)s") % {
            "standing": standing,
            "phase": run.phase,
            "done": f"{_done(run):,}",
            "sum": f"{sum(run.totals.values()):,}",
        }
    return _("%(standing)s, %(state)s") % {"standing": standing, "state": state.label}

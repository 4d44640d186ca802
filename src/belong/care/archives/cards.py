"""What leaves the room: how a run stands and what it brought."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from belong.care.archives.reading import Place


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
    """One import run. `id` is the number people type; `says` is its state in words."""

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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `done` of `total` `unit`s of the present state (total 0: not known)."""

    run: int
    state: str
    phase: str
    done: int
    total: int
    unit: str

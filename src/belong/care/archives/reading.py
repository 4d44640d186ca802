"""What a reader of a format promises the loader."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from belong.care.archives.phases import Phase
from belong.care.archives.records import Item

Tick = Callable[[int, int], None]
"""Called with (bytes read, bytes in all) while an archive is checked."""


class ArchiveRefused(ValueError):
    """The archive, or what was asked of a run, is refused as a whole; the text is one sentence for the person."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an archive lies and how it was opened: enough for its door to open it again."""

    format: str
    path: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the first pass found: how many items each phase has, and how much more is skipped without being one."""

    items: Mapping[Phase, int]
    skipped: Mapping[Phase, int] = field(default_factory=dict)


class Archive(Protocol):
    """An archive that a door has opened. It reads in constant memory, as often as it is asked to."""

    @property
    def place(self) -> Place: ...

    @property
    def source(self) -> str:
        """Under which its people and posts are known: `stackexchange:beer`."""

    @property
    def label(self) -> str:
        """What the run is called for people."""

    @property
    def fingerprint(self) -> str:
        """The same for the same files, another one for others: names, sizes and a hash of their beginnings."""

    def check(self, tick: Tick) -> Checked:
        """Read every file to its end and count; raises `ArchiveRefused`. Must be called once before `items`."""

    def items(self, phase: Phase, skip: int) -> Iterator[Item]:
        """The items of one phase, the first `skip` left out."""


@runtime_checkable
class Roster(Protocol):
    """An archive that may say of everybody at its source whether they are still in it."""

    @property
    def is_roster(self) -> bool:
        """Whether it lists everybody, so that who is not in it has gone."""

    def lists(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that stand in it; after `check`."""

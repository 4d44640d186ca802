"""What a load of persons knows and decides, before anything is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from belong.ground.people.cards import LoadedPerson, RefusedRow
from belong.ground.people.commands.sourced import KNOWN, State

Pair = tuple[str, str]

Listed = Callable[[Sequence[str]], set[str]]
"""Those of some keys that stand in the archive which is loaded."""


@dataclass(slots=True)
class Found:
    """An identity that the tables know, or that this load has just taken. `ours`: the name is this source's to say."""

    identity: int
    person: int
    state: State
    person_state: State
    erased: bool = False
    name: str = ""
    ours: bool = False


@dataclass(slots=True)
class Work:
    """What the load has decided. `keys`: all keys at its source by person, where `listed` asks for them."""

    known: dict[Pair, Found]
    listed: Listed | None = None
    source: str = ""
    keys: dict[int, set[str]] = field(default_factory=dict)
    created: dict[int, LoadedPerson] = field(default_factory=dict)
    adopted: dict[int, LoadedPerson] = field(default_factory=dict)
    matched: int = 0
    changed: int = 0
    new_identities: list[tuple[int, Pair]] = field(default_factory=list)
    moved_identities: dict[int, int] = field(default_factory=dict)
    joined: dict[str, tuple[int, LoadedPerson]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    renamed: dict[int, tuple[str, str]] = field(default_factory=dict)
    refused: list[RefusedRow] = field(default_factory=list)

    @property
    def claimed(self) -> int:
        return len(self.new_identities) + len(self.moved_identities)

    def stands(self, found: Found) -> bool:
        return found.person_state in KNOWN or found.person in self.adopted

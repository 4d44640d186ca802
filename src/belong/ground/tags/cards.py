"""What leaves the room: frozen values, and the rows that loads take."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TagCard:
    """A subject, and whether the actor follows it."""

    id: int
    uid: UUID
    slug: str
    name: str
    followed: bool = False


@dataclass(frozen=True, slots=True)
class LoadedTag:
    """A subject of an archive and the other words for it."""

    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedFollow:
    """A person's interest in a subject as a source tells of it; `person` is their key there. `from_at` is a guess."""

    person: str
    tag: str
    from_at: datetime

"""What leaves the room: frozen values, and the rows that loads take."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from belong.ground.people.public import PersonCard


@dataclass(frozen=True, slots=True)
class TouchCard:
    """A contact moment. `note` is empty unless the actor is a host; a person sees themself alone in `persons`.

    `came`: with an archive; what was recorded here hosts may take back.
    """

    id: int
    uid: UUID
    channel: str
    direction: str
    turf: str
    purpose: str
    occurred_at: datetime
    note: str
    by: PersonCard | None
    persons: tuple[PersonCard, ...]
    came: bool = False


@dataclass(frozen=True, slots=True)
class LoadedTouch:
    """A contact moment as a source tells of it; `people` and `by` are persons' keys there."""

    key: str
    people: tuple[str, ...]
    channel: str
    direction: str
    turf: str
    purpose: str
    at: datetime
    note: str = ""
    by: str | None = None


@dataclass(frozen=True, slots=True)
class LoadedDeed:
    """What somebody did, as a source tells of it: `word` is the fact's, `person` and `counterpart` are keys there.

    `cents` of what was bought or renewed, `stars` of what was reviewed.
    """

    key: str
    person: str
    word: str
    at: datetime
    counterpart: str | None = None
    about: str = ""
    channel: str = "site"
    cents: int | None = None
    stars: int | None = None

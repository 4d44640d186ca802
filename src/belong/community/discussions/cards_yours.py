"""What leaves the room for one reader's first page: what concerns them, each with its person before its text."""

from dataclasses import dataclass
from datetime import datetime

from belong.community.discussions.cards import GroupRef, PersonRef, TagRef, TopicCard

ACCEPTED, REPLIED = "accepted", "replied"


@dataclass(frozen=True, slots=True)
class AnswerToYou:
    """An answer to the reader's own question, of which they have accepted none yet; `further` came before it."""

    title: str
    url: str
    at: datetime
    author: PersonRef | None
    byline: str
    further: int


@dataclass(frozen=True, slots=True)
class CameOf:
    """What somebody did with what the reader wrote: `kind` is "accepted" or "replied"."""

    kind: str
    title: str
    url: str
    at: datetime
    author: PersonRef | None
    byline: str


@dataclass(frozen=True, slots=True)
class Chance:
    """A question without an answer that the reader could answer, and why: subjects they answered before, else the
    group they are in."""

    topic: TopicCard
    subjects: tuple[TagRef, ...]
    group: GroupRef | None


@dataclass(frozen=True, slots=True)
class FirstWords:
    """The first that somebody wrote where the reader may read it; `heard`: somebody else wrote below it."""

    author: int
    kind: str
    title: str
    url: str
    at: datetime
    heard: bool

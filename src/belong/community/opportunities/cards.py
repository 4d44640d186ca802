"""What leaves the room: frozen values."""

from dataclasses import dataclass
from datetime import datetime

from belong.community.opportunities.models import Hope, Offered
from belong.ground.people.public import PersonCard


@dataclass(frozen=True, slots=True)
class HopeCard:
    """Something that a person hopes for: `kind` of the vocabulary, how much (1 to 3), in their words, who is told."""

    kind: str
    strength: int
    words: str
    visibility: str

    @property
    def label(self) -> str:
        """What it is, as it goes on after "I want to"."""
        return str(Hope(self.kind).label)


@dataclass(frozen=True, slots=True)
class OfferCard:
    """Something that a person offers: `kind` of the vocabulary, in their words, who is told."""

    kind: str
    words: str
    visibility: str

    @property
    def label(self) -> str:
        """What it is, as it goes on after "I can"."""
        return str(Offered(self.kind).label)


@dataclass(frozen=True, slots=True)
class SaidCard:
    """What a person tells the reader of what they hope for and offer."""

    hopes: tuple[HopeCard, ...] = ()
    offers: tuple[OfferCard, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.hopes or self.offers)


@dataclass(frozen=True, slots=True)
class ReceptionCard:
    """How far somebody has been received: steps that they answered, and those that they left for later just now.

    `is_over`: they want to be asked no more. `is_new`: they joined lately, or left something for later at some time.
    """

    answered: frozenset[str]
    later: frozenset[str]
    is_over: bool
    is_new: bool


INVITED, LET_IN, ALONE = "invited", "let_in", "alone"


@dataclass(frozen=True, slots=True)
class ArrivalCard:
    """By which way a newcomer came: INVITED (`brought_by` says by whom), LET_IN on asking, or ALONE; and who was first
    to greet them otherwise than in a post, and when.
    """

    way: str
    brought_by: PersonCard | None = None
    greeted_by: PersonCard | None = None
    greeted_at: datetime | None = None

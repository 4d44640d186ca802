"""What a measure is: one question about a person, told in all the ways in which Belong asks it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum

from belong.ground.segments.criterion import Leaf
from belong.ground.segments.fields import Field
from belong.ground.segments.intervals import Interval
from belong.ground.segments.life import PersonEvidence, Reading
from belong.ground.segments.sql import Sql


class Who(Enum):
    """Whom a sentence speaks of: people, or one person."""

    PEOPLE = "people"
    ONE = "one"

    def choose(self, people: str, one: str) -> str:
        """What is said of people, or of one person: two texts, as their verbs differ in most languages."""
        return people if self is Who.PEOPLE else one


PEOPLE, ONE = Who.PEOPLE, Who.ONE


class Measure(ABC):
    """One measure. Its four answers (`people`, `found`, `intervals`, and by hand) must be the same at every instant.

    A fact at o counts at t of (o, o + window], without a window at every t after o; what a person has from one instant
    until another holds at t of (from, until].
    """

    name: str
    about: str = ""
    fields: tuple[Field, ...] = ()

    def check(self, leaf: Leaf, path: str) -> None:
        """Raise CriterionError where fields that are right one by one do not fit together."""
        return

    def rules(self) -> dict[str, object]:
        """What `check` demands, in JSON schema."""
        return {}

    @abstractmethod
    def phrase(self, leaf: Leaf, who: Who, negated: bool) -> str:
        """What such people did or are, as it follows "People who", or as a sentence about one person ends."""

    def needed(self, leaf: Leaf) -> int:
        """How much is asked for."""
        return 1

    def ok(self, leaf: Leaf, has: int | None) -> bool:
        """Whether so much is enough."""
        return has is not None and has >= self.needed(leaf)

    @abstractmethod
    def missing(self, leaf: Leaf, has: int | None) -> str:
        """In words, what would make it true for somebody who has so much."""

    @abstractmethod
    def people(self, leaf: Leaf, at: datetime) -> Sql:
        """A select of one column, never null: the (canonical) ids of everybody who meets it at `at`."""

    @abstractmethod
    def found(self, leaf: Leaf, ids: Sequence[int], at: datetime) -> Sql:
        """A select of one row, for the person with these ids: `has` (bigint or null), `ids` (of facts, in order)."""

    @abstractmethod
    def readings(self, leaf: Leaf) -> tuple[Reading, ...]:
        """What evidence must hold for `intervals` and `counted`."""

    @abstractmethod
    def intervals(self, leaf: Leaf) -> Callable[[PersonEvidence], list[Interval]]:
        """A pure function: when it is true over a person's whole life."""

    @abstractmethod
    def counted(self, leaf: Leaf) -> Callable[[PersonEvidence, int], list[int]]:
        """A pure function: the ids of the facts that count at an instant, in order."""

"""What people are to the community: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from belong.ground.people.public import PersonCard
from belong.insight.journey.cards.standing import ClauseCard


@dataclass(frozen=True, slots=True)
class StateCard:
    """A state of belonging: customer, member, builder; `sentence` says in English who is in it."""

    key: str
    name: str
    about: str
    sentence: str


@dataclass(frozen=True, slots=True)
class BelongingCard:
    """What a person is to the community at an instant, looking back `days`, and why.

    `state` is None where they are none of it; `since` and `cause` (ids of facts) are those of the present state.
    `reasons` is each state with its clauses, the lowest first; `next` the lowest state of an active member that does
    not hold, `missing` what it lacks. `met_in_person` are facts by which they saw others: shown, never counted.
    """

    person: PersonCard
    at: datetime
    days: int
    state: StateCard | None
    since: datetime | None
    cause: tuple[int, ...]
    met_in_person: tuple[int, ...]
    reasons: tuple[tuple[StateCard, "ClauseCard"], ...]
    next: StateCard | None
    missing: str


@dataclass(frozen=True, slots=True)
class StateFigure:
    state: StateCard
    people: int


@dataclass(frozen=True, slots=True)
class BelongingCohort:
    """Those who joined in a year, and how many of them are in each state, by its key; the others are in none."""

    year: int
    people: int
    states: Mapping[str, int]

    def share(self, state: str) -> float:
        return self.states[state] / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class BelongingFigures:
    """How many are in each state at the end of a day, the highest first; `joined` have joined by then."""

    as_of: date
    days: int
    joined: int
    states: tuple[StateFigure, ...]
    cohorts: tuple[BelongingCohort, ...]


@dataclass(frozen=True, slots=True)
class PersonInState:
    """A row of the list behind a figure of belonging; `cause` are ids of the facts that made the state."""

    person: PersonCard
    since: datetime
    cause: tuple[int, ...]

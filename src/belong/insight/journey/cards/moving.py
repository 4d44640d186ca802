"""Who moves, who does not, who nearly would: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from belong.ground.kernel.public import Page
from belong.ground.people.public import PersonCard
from belong.insight.journey.calendar import Quarter, last_day
from belong.insight.journey.cards.standing import LadderCard, StageCard


@dataclass(frozen=True, slots=True)
class FlowCard:
    """How many went from one stage to another. "" is off the ladder: newcomers come from there.

    `direction` is up or down, "" for newcomers, leavers and stages of other ladders.
    """

    before: str
    before_name: str
    stage: str
    name: str
    people: int
    direction: str


@dataclass(frozen=True, slots=True)
class FlowFigures:
    """Who moved in a quarter up to `until`: each flow, and how many stood at each stage at its start and end."""

    quarter: Quarter
    until: datetime
    ladder: LadderCard
    flows: tuple[FlowCard, ...]
    at_start: Mapping[str, int]
    at_end: Mapping[str, int]

    def people(self, direction: str) -> int:
        """How many went `up`, or `down`."""
        return sum(flow.people for flow in self.flows if flow.direction == direction)

    @property
    def newcomers(self) -> int:
        return sum(flow.people for flow in self.flows if not flow.before)


@dataclass(frozen=True, slots=True)
class Flowed:
    """Somebody behind a flow, and when their last move was."""

    person: PersonCard
    at: datetime


@dataclass(frozen=True, slots=True)
class StageLength:
    """How long people stay at a stage: `closed` stays, that ended, with the median and the ninth tenth in days (None
    where there are too few to say), and how many are `open`.

    `stuck_after`: who has been there longer than so many days is stuck; None where too few stays ended, at the top.
    """

    stage: StageCard
    closed: int
    open: int
    median_days: float | None
    ninth_days: float | None
    stuck_after: float | None


@dataclass(frozen=True, slots=True)
class StuckCard:
    """Somebody who takes part and has been at a stage for longer than nine of ten who left it."""

    person: PersonCard
    stage: StageCard
    since: datetime
    days: int


@dataclass(frozen=True, slots=True)
class NearCard:
    """Somebody who meets all of the next stage but one clause; `missing` says in words what it lacks.

    `needed` and `has` are the clause's numbers, None for a combination.
    """

    person: PersonCard
    stage: StageCard
    since: datetime
    clause: str
    missing: str
    needed: int | None
    has: int | None


@dataclass(frozen=True, slots=True)
class NearFigure:
    """How many are one clause short of a stage; `clauses` says of how many each is the one (sentence, people)."""

    stage: StageCard
    people: int
    clauses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DescentFigure:
    """How many keep their stage only until an instant, the start of a quarter, unless they do something before it."""

    until: datetime
    people: int

    @property
    def last_day(self) -> date:
        return last_day(self.until)


@dataclass(frozen=True, slots=True)
class Descent:
    """One of them: the name of their stage, since when it is theirs, and what they come to ("": nowhere)."""

    person: PersonCard
    name: str
    after: str
    since: datetime
    until: datetime

    @property
    def last_day(self) -> date:
        return last_day(self.until)


@dataclass(frozen=True, slots=True)
class MoveCard:
    """Somebody changed stage: the rows behind "who moved"."""

    person: PersonCard
    at: datetime
    move: str
    before: str
    before_name: str
    stage: str
    name: str
    cause: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrialStage:
    """How many stand at a stage now, by its key, and would if the ladder were chosen."""

    stage: StageCard
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class TriedPerson:
    """Somebody who would stand elsewhere. `sort` is up, down or placed; `why` what holds, or what is missing."""

    person: PersonCard
    before: str
    after: str
    sort: str
    why: str
    holds: bool


@dataclass(frozen=True, slots=True)
class TrialCard:
    """A ladder tried: how many would go up, down, or be placed because their stage is none of this ladder's.

    `gone` are the stages of the present ladder that this one does not have, with how many stand there.
    """

    at: datetime
    up: int
    down: int
    placed: int
    stages: tuple[TrialStage, ...]
    gone: tuple[tuple[str, int], ...]
    people: Page[TriedPerson]

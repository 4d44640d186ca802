"""Where people stand and why: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from belong.ground.people.public import PersonCard
from belong.ground.segments.public import Explanation
from belong.insight.journey.calendar import last_day
from belong.insight.journey.models import Override


@dataclass(frozen=True, slots=True)
class StageCard:
    """A step of a ladder; `sentence` says in English who stands on it, `rank` counts from 1, the lowest."""

    key: str
    name: str
    rank: int
    sentence: str
    criterion: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LadderCard:
    """A ladder and since when it is in force (None: since ever)."""

    id: int
    key: str
    name: str
    descend: str
    from_at: datetime | None
    stages: tuple[StageCard, ...]

    def stage(self, key: str) -> StageCard | None:
        return next((stage for stage in self.stages if stage.key == key), None)


@dataclass(frozen=True, slots=True)
class StageFigure:
    """How many people stand at a stage; `share` is their part of all who stand on the ladder, from 0 to 1; `some` of
    them, the latest arrived first."""

    stage: StageCard
    people: int
    share: float
    some: tuple[PersonCard, ...] = ()


@dataclass(frozen=True, slots=True)
class LadderFigures:
    """The whole ladder at the end of a day."""

    as_of: date
    ladder: LadderCard
    stages: tuple[StageFigure, ...]
    people: int


@dataclass(frozen=True, slots=True)
class StayCard:
    """A stay at a stage: at every instant later than `from_at`, up to `until_at` (None: no end in sight).

    `until_at` may lie ahead: what will be lost if nothing more happens. `move` is start, up, down, ladder, override or
    override_end; `before` the stage left, "" where there was none. `cause` are ids of facts. `reason` is a host's, and
    set only where the stay is an override. A new ladder or an override may begin a stay at the stage of the same key:
    `since` is when the person came to it.
    """

    person: int
    stage: str
    name: str
    rank: int
    from_at: datetime
    until_at: datetime | None
    ladder: int
    move: str
    before: str
    before_name: str
    cause: tuple[int, ...]
    since: datetime
    reason: str = ""
    override: UUID | None = None

    @property
    def is_move(self) -> bool:
        """Whether the person came from elsewhere with it."""
        return self.before != self.stage


@dataclass(frozen=True, slots=True)
class PersonAtStage:
    """A row of the list behind a figure of the ladder."""

    person: PersonCard
    stage: str
    since: datetime
    move: str


@dataclass(frozen=True, slots=True)
class ClauseCard:
    """One clause of a stage's criterion at an instant: what it needs, what the person has, the facts counted.

    A combination (`all`, `any`, `not`) has `clauses` inside and neither needs nor has a number. `missing` says in words
    what would make it hold, "" where it does.
    """

    sentence: str
    needed: int | None
    has: int | None
    ok: bool
    facts: tuple[int, ...]
    clauses: tuple["ClauseCard", ...] = ()
    missing: str = ""


def clause_card(told: Explanation) -> ClauseCard:
    """What segments tells of a criterion, as a card."""
    return ClauseCard(
        sentence=told.sentence,
        needed=told.needed,
        has=told.has,
        ok=told.ok,
        facts=told.facts,
        clauses=tuple(clause_card(inner) for inner in told.clauses),
        missing=told.missing,
    )


@dataclass(frozen=True, slots=True)
class StageReason:
    """Why the evidence supports a stage or not; `holds` counts this stage's criterion alone."""

    stage: StageCard
    holds: bool
    clause: ClauseCard


@dataclass(frozen=True, slots=True)
class PersonExplained:
    """Where a person stands at an instant, why, and what would be next.

    `stage` is what is shown (None: not on the ladder), `evidence` what the evidence alone supports; they differ while
    a descent waits for the quarter or a host's override lasts. `until` is when the stage will change if nothing more
    happens. `next` is the first stage that the evidence does not support, None at the top.
    """

    person: PersonCard
    at: datetime
    ladder: LadderCard
    stage: StageCard | None
    evidence: StageCard | None
    stay: StayCard | None
    reasons: tuple[StageReason, ...]
    next: StageReason | None

    @property
    def kept_until(self) -> date | None:
        """Where the evidence supports less than what is shown: the last day of the stage if nothing more happens. None
        where it supports it, nobody steps down, or a host said so."""
        if self.stage is None or self.stay is None or self.stay.override is not None:
            return None
        below = self.evidence is None or self.evidence.rank < self.stage.rank
        return last_day(self.stay.until_at) if below and self.stay.until_at is not None else None


@dataclass(frozen=True, slots=True)
class OverrideCard:
    """A host's override as hosts see it."""

    uid: UUID
    person: int
    stage: str
    reason: str
    set_by: int | None
    set_at: datetime
    until_at: datetime | None
    withdrawn_at: datetime | None


def override_card(row: Override) -> OverrideCard:
    return OverrideCard(
        row.uid, row.person_id, row.stage, row.reason, row.set_by_id, row.set_at, row.until_at, row.withdrawn_at
    )

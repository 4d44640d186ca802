"""What leaves the room."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from belong.ground.kernel.public import Decision
from belong.ground.ledger.public import FactCard
from belong.ground.people.public import PersonCard


@dataclass(frozen=True, slots=True)
class ContestedCard:
    """An entry that somebody contests: the fact, their words, and what was decided. `may_withdraw`: or why not."""

    uid: UUID
    fact: FactCard
    person: PersonCard
    words: str
    asked_at: datetime
    state: str
    answer: str
    decided_at: datetime | None
    may_withdraw: Decision

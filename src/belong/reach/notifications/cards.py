from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from belong.ground.kernel.public import Letter
from belong.ground.people.public import PersonCard
from belong.reach.gate.public import ChoiceCard, KindCard


@dataclass(frozen=True, slots=True)
class MailCard:
    """A mail as the mailbox lists it.

    `title`: its subject, or what kind of mail it is where the actor may not read it. `state`: waiting, sending, sent,
    failed, stopped. `says`: why it did not leave. `next_at`: when it is tried again, where it waits.
    """

    id: int
    uid: UUID
    kind: str
    address: str
    title: str
    state: str
    says: str
    attempts: int
    made_at: datetime
    sent_at: datetime | None
    next_at: datetime | None
    may_read: bool


@dataclass(frozen=True, slots=True)
class HandledCard:
    """What a host did with a mail: `act` is again, held or freed. Nobody (`who`): the house itself, or who left."""

    act: str
    who: PersonCard | None
    at: datetime


@dataclass(frozen=True, slots=True)
class MailDetail:
    """One mail. `letter`: its words, where the actor may read them and they were not forgotten; not `for_you`: it tells
    of what the actor may not see. `path`: in the demo, where its link leads. What hosts may do with it:
    `may_send_again`, `may_hold_back`, `may_free` its address, which is stopped; and what they did, the newest first."""

    card: MailCard
    letter: Letter | None
    for_you: bool
    path: str
    may_send_again: bool
    may_hold_back: bool
    may_free: bool
    handled: Sequence[HandledCard]


@dataclass(frozen=True, slots=True)
class OfferedCard:
    """A kind of mail that members choose: `says` follows "I want a mail when"."""

    kind: str
    says: str
    stands: KindCard


@dataclass(frozen=True, slots=True)
class ChosenCard:
    """One time that a member said whether they want a kind of mail."""

    says: str
    choice: ChoiceCard

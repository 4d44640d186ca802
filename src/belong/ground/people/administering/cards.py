"""What hosts see of the records of people."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from belong.ground.kernel.public import day_of
from belong.ground.people.cards import IdentityCard, PersonCard


@dataclass(frozen=True, slots=True)
class TermCard:
    """A role that somebody has or takes over; `until_at` is when its term ends. `is_to_come`: it has not begun.

    `continues` is a `RoleHeld.Continues`: whether they wish for another term.
    """

    id: int
    person: PersonCard
    role: str
    from_at: datetime
    until_at: datetime | None
    continues: str = ""
    is_to_come: bool = False

    @property
    def last_day(self) -> date | None:
        """The last day on which the role is theirs; None: nobody has said."""
        return None if self.until_at is None else day_of(self.until_at - timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class EditCard:
    """Something that was changed about a person; `what` is an `Edit.What`, `by` None: the house, or somebody gone."""

    id: int
    what: str
    role: str
    before: str
    after: str
    reason: str
    by: PersonCard | None
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note about a person; `may_take`: the reader may take it away."""

    id: int
    uid: UUID
    body: str
    by: PersonCard | None
    at: datetime
    may_take: bool


@dataclass(frozen=True, slots=True)
class KnownCard:
    """An identity, and why it cannot be taken away (empty: it can)."""

    identity: IdentityCard
    stays: str = ""


@dataclass(frozen=True, slots=True)
class AccountCard:
    """How somebody signs in; `closed_at` is set where nobody does any more."""

    email: str
    opened_at: datetime
    closed_at: datetime | None
    must_prove: bool


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """All that a host administers of a person. Each `no_...` says in words why the reader may not (empty: they may)."""

    card: PersonCard
    known: tuple[KnownCard, ...]
    terms: tuple[TermCard, ...]
    past: tuple[TermCard, ...]
    accounts: tuple[AccountCard, ...]
    no_change: str
    no_look: str
    no_role: dict[str, str]

    @property
    def signs_in(self) -> bool:
        return any(one.closed_at is None for one in self.accounts)

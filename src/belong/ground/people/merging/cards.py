"""What hosts see of records that may be one, became one, or are claimed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from belong.ground.people.cards import IdentityCard, PersonCard


@dataclass(frozen=True, slots=True)
class RecordCard:
    """One of two sides: a person with all that tells them from others. `did`: the words of what they did, how often,
    the most frequent first; `first_at`, `last_at`: when it began and when it was last seen."""

    person: PersonCard
    joined_at: datetime | None
    identities: tuple[IdentityCard, ...]
    has_account: bool
    did: tuple[tuple[str, int], ...] = ()
    first_at: datetime | None = None
    last_at: datetime | None = None

    @property
    def deeds(self) -> int:
        return sum(count for _, count in self.did)


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """Two persons who may be one; `reasons` are `SamePerson.Reason` words, why the proposal was made first."""

    id: int
    one: RecordCard
    other: RecordCard
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldCard:
    """What each of two records says of a field, in words; empty where it says nothing. They differ."""

    key: str
    label: str
    keep: str
    other: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two persons side by side, `keep` the one whose page would stay, the fields in which they differ, and why a merge
    is not the actor's to make (empty: it is)."""

    keep: RecordCard
    other: RecordCard
    fields: tuple[FieldCard, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class MergeCard:
    """A merge: the record that was merged and the one it was merged into, each as it says itself."""

    uid: UUID
    person: PersonCard
    into: PersonCard
    why: str
    merged_at: datetime
    merged_by: PersonCard | None
    parted_at: datetime | None
    parted_by: PersonCard | None


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """Somebody's claim to a history, in their words, and what became of it."""

    uid: UUID
    person: PersonCard
    place: str
    called: str
    reason: str
    asked_at: datetime
    state: str
    answer: str
    decided_at: datetime | None

"""What leaves the room: frozen values, and the rows that loads take."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from belong.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as anybody may see them. `name` is never empty; `named`: it is theirs, not words in its place."""

    id: int
    uid: UUID
    name: str
    is_bot: bool = False
    is_staff: bool = False
    named: bool = True


def card_of(person: Person) -> PersonCard:
    """Who was erased is a former member. `person.shown`, where a query brought it, is the name that was chosen when
    records became one.
    """
    if person.erased_at is not None:
        return PersonCard(person.pk, person.uid, _("Former member"), person.is_bot, person.is_staff, named=False)
    return card_as_read(person.pk, person.uid, getattr(person, "shown", person.name), person.is_bot, person.is_staff)


def card_as_read(number: int, uid: UUID, name: str, is_bot: bool, is_staff: bool) -> PersonCard:
    """Of somebody who was not erased. Nobody need have a name: words stand there for whoever gave none."""
    return PersonCard(number, uid, name or _("No name"), is_bot, is_staff, named=bool(name))


@dataclass(frozen=True, slots=True)
class IdentityCard:
    id: int
    source: str
    key: str
    verified_at: datetime | None


@dataclass(frozen=True, slots=True)
class PermissionCard:
    id: int
    channel: str
    purpose: str
    granted_at: datetime
    withdrawn_at: datetime | None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class RoleCard:
    id: int
    role: str
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person in the list of people, and since when they are a member (None: known, not joined)."""

    card: PersonCard
    joined_at: datetime | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who came lately, and when: they joined, or `is_back`, known from before, and opened an account.

    `years`: how many full years nothing had been heard of who is back.
    """

    card: PersonCard
    at: datetime
    is_back: bool = False
    years: int = 0


@dataclass(frozen=True, slots=True)
class ArchiveCard:
    """An import that tells of a person: the source and the label it had, and since when it stands."""

    batch: int
    source: str
    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """A person's own page. Identities and permissions are empty unless the actor is the person or a host."""

    card: PersonCard
    joined_at: datetime | None
    roles: tuple[RoleCard, ...]
    identities: tuple[IdentityCard, ...]
    permissions: tuple[PermissionCard, ...]
    has_account: bool


@dataclass(frozen=True, slots=True)
class LoadedPerson:
    """A person as a source tells of them: `key` is theirs at the source, `identities` are further (source, key).

    `named`: the source says the name; else one that is known already stays.
    """

    key: str
    name: str
    joined_at: datetime | None = None
    is_bot: bool = False
    is_staff: bool = False
    identities: tuple[tuple[str, str], ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True)
class LoadedPermission:
    """A permission as a source tells of it; `person` is the person's key there.

    Not `dated`: the source does not say since when, and `granted_at` is a guess; told again it is the same permission.
    """

    person: str
    channel: str
    purpose: str
    granted_at: datetime
    withdrawn_at: datetime | None = None
    proof: str = ""
    dated: bool = True


@dataclass(frozen=True, slots=True)
class LoadedRefusal:
    """A source says that a person does not allow it: what the same source told of before ends at `at`."""

    person: str
    channel: str
    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LoadedRole:
    """A role in the community as a source tells of it; `person` is the person's key there.

    Not `dated`: the source does not say since when, and `from_at` is a guess; told again it is the same role.
    """

    person: str
    role: str
    from_at: datetime
    until_at: datetime | None = None
    dated: bool = True


@dataclass(frozen=True, slots=True)
class LoadedSamePerson:
    """Two keys of a source that may stand for one person; `reason` is a `SamePerson.Reason`."""

    person: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class SamePersonCard:
    """Two persons who may be one, for hosts; `why` in words."""

    id: int
    person: PersonCard
    other: PersonCard
    reason: str
    why: str
    state: str


@dataclass(frozen=True, slots=True)
class KnownAt:
    """Somebody as a source knows them: the identity's id, their key there, their name, and who they are."""

    id: int
    key: str
    name: str
    person: int


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was left out (or a part of it), by its place in what was given, and why."""

    index: int
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: rows made, taken over from an undone import, found as they were, and refused.

    Of those found, `changed` have an identity more from now on.
    `ids` gives the id that each key stands for now, where rows have keys.
    """

    created: int = 0
    adopted: int = 0
    matched: int = 0
    facts: int = 0
    refused: tuple[RefusedRow, ...] = ()
    ids: dict[str, int] = field(default_factory=dict)
    changed: int = 0

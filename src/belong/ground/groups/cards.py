"""What leaves the room: frozen values, and the rows that loads take."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from belong.ground.groups.models import Group, MemberRole
from belong.ground.groups.policies import OPEN, reads_standing
from belong.ground.people.public import Actor, PersonCard

FLOOR = 5
"""Fewer people than this are not counted before those who may not know who they are."""


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group, and what the actor may do with it. `role` is the actor's own in it.

    `members` counts persons: None where they are fewer than five and the actor may not read who they are. `language`:
    in which the group writes, by two letters; empty: the organisation's. `closed_at`: since when nobody writes or
    joins.
    """

    id: int
    uid: UUID
    slug: str
    name: str
    kind: str
    audience: str
    summary: str
    founded_at: datetime
    members: int | None
    role: str | None
    may_read: bool
    may_post: bool
    may_join: bool
    may_host: bool
    language: str = ""
    closed_at: datetime | None = None

    @property
    def is_member(self) -> bool:
        return self.role is not None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def may_bring(self) -> bool:
        return self.may_host and not self.is_closed


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A person in a group."""

    person: PersonCard
    role: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """A group as a history tells of it; without an address (`slug`) where it was removed."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class LoadedGroup:
    """A group as a source tells of it; `key` is its own there."""

    key: str
    name: str
    kind: str = "interest"
    audience: str = "members"
    summary: str = ""
    founded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoadedMembership:
    """A person's time in a group as a source tells of it; `group` and `person` are their keys there.

    Not `dated`: the source does not say since when, and `from_at` is a guess; told again it is the same membership.
    """

    group: str
    person: str
    from_at: datetime
    until_at: datetime | None = None
    role: str = MemberRole.MEMBER.value
    dated: bool = True


def card_of(actor: Actor, group: Group, *, members: int) -> GroupCard:
    """The card of a group that stands and that the actor sees: what they may do is worked out without a query."""
    reads, closed = reads_standing(actor, group), group.closed_at is not None
    role = None
    if group.pk in actor.groups:
        role = MemberRole.LEADER.value if group.pk in actor.leads else MemberRole.MEMBER.value
    return GroupCard(
        id=group.pk,
        uid=group.uid,
        slug=group.slug,
        name=group.name,
        kind=group.kind,
        audience=group.audience,
        summary=group.summary,
        founded_at=group.founded_at,
        members=members if actor.is_host or (reads and actor.is_member) or members >= FLOOR else None,
        role=role,
        may_read=reads,
        may_post=reads and actor.is_member and not closed,
        may_join=actor.is_member and role is None and group.audience in OPEN and not closed,
        may_host=actor.is_host or group.pk in actor.leads,
        language=group.language,
        closed_at=group.closed_at,
    )

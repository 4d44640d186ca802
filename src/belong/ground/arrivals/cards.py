"""What leaves the room."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from belong.ground.people.public import PersonCard

INVITATION, REQUEST = "invitation", "request"


@dataclass(frozen=True, slots=True)
class WayIn:
    """That somebody may open an account, and at which address they have shown that they read mail.

    `kind` is "invitation" or "request". `name` is what they called themselves, if they did; `inviter` who invited them.
    """

    kind: str
    uid: UUID
    address: str
    name: str = ""
    inviter: PersonCard | None = None


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation as whoever holds its link reads it.

    `group` and `title` say to what (a group that was closed since is left out); `url` is empty where they cannot
    read it before they have joined. `has_account`: somebody signs in with this address already.
    """

    uid: UUID
    inviter: PersonCard | None
    line: str
    group: str
    group_summary: str
    title: str
    url: str
    has_account: bool


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """An invitation in the list of whoever sent it. `state`: "open", "joined", "over", "taken_back"."""

    uid: UUID
    address: str
    line: str
    group: str
    title: str
    sent_at: datetime
    expires_at: datetime
    state: str
    person: PersonCard | None


@dataclass(frozen=True, slots=True)
class RequestCard:
    """Somebody who asks to join, as hosts see them. `answers`: pairs of what was asked and what they said.

    `known`: who is known by this address already. `granted` is None until a host decides; `joined`: they came.
    """

    uid: UUID
    name: str
    address: str
    answers: tuple[tuple[str, str], ...]
    asked_at: datetime
    granted: bool | None
    decided_at: datetime | None
    decided_by: PersonCard | None
    words: str
    joined: bool
    known: PersonCard | None


@dataclass(frozen=True, slots=True)
class Sendable:
    """What an invitation can be to, before it is written: its title, and whether strangers read it."""

    about: str
    title: str
    url: str
    strangers: bool

"""The neutral form of what an archive brings: what every reader yields and the one loader takes.

Keys are the archive's own, as text. Topics and posts share one space of keys, because a link or a reply may point
to either. Times are aware. Bodies are as the archive has them; the loader makes them safe.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LINK_SCHEME = "archive:"
"""A body points to another post of the same archive by `href="archive:KEY"`; the loader puts the page's address."""


class Markup(StrEnum):
    """How a body is written."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Somebody of the archive. Known at the archive's source by `key`, and by `identities` elsewhere too.

    `named`: the archive says the name; else the one that is known already stays.
    """

    key: str
    name: str
    joined_at: datetime | None = None
    is_bot: bool = False
    is_staff: bool = False
    identities: tuple[tuple[str, str], ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePersonRecord:
    """Two persons of the archive who may be one. `reason`: `name` (they share it) or `address` (its beginning)."""

    person: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRecord:
    """A role that a person held in the whole community. Not `dated`: since when is not said, `from_at` is a guess."""

    person: str
    role: str
    from_at: datetime
    until_at: datetime | None = None
    dated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionRecord:
    """A person allowed to be written to on a channel for a purpose.

    Not `dated`: since when is not said, `granted_at` is a guess.
    """

    person: str
    channel: str
    purpose: str
    granted_at: datetime
    withdrawn_at: datetime | None = None
    proof: str = ""
    dated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalRecord:
    """A person does not allow it: what the same source told of before ends at `at`."""

    person: str
    channel: str
    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRecord:
    """A group; one of the same name that is there already is taken as it is."""

    key: str
    name: str
    kind: str = "interest"
    audience: str = "members"
    summary: str = ""
    founded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRecord:
    """A person belonged to a group from one instant until another. Not `dated`: `from_at` is a guess."""

    group: str
    person: str
    from_at: datetime
    until_at: datetime | None = None
    role: str = "member"
    dated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRecord:
    """A subject of the community and the other words for it."""

    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowRecord:
    """A person takes an interest in a subject; since when is a guess."""

    person: str
    tag: str
    from_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRecord:
    """A question or a conversation, with its opening post. Without `author` it keeps its `byline`.

    `channel`: on what it was said, here and in posts: `mail` for lists, `site` for forums.
    `below`: keys of what stands under it, for archives where a beginning may come later than what follows it.
    """

    key: str
    kind: str
    title: str
    body: str
    markup: Markup
    created_at: datetime
    group: str
    author: str | None = None
    byline: str = ""
    edited_at: datetime | None = None
    score: int = 0
    tags: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    channel: str = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRecord:
    """An answer to a question, or a reply to a topic or to another post (`parent`)."""

    key: str
    kind: str
    topic: str
    body: str
    markup: Markup
    created_at: datetime
    parent: str | None = None
    author: str | None = None
    byline: str = ""
    edited_at: datetime | None = None
    score: int = 0
    channel: str = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRecord:
    """A file that came with a topic or post. Its key is one of the space of theirs: a body may link to it.

    `read` gives its bytes, in any thread, while the archive is open.
    """

    key: str
    post: str
    name: str
    media_type: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRecord:
    """The answer that a question's asker accepted, or none: then an acceptance brought earlier is gone."""

    topic: str
    answer: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRecord:
    """One person's vote on a post: 1 or -1. An archive that knows no voters gives scores with its posts instead."""

    post: str
    person: str
    value: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """One topic points to another."""

    key: str
    topic: str
    related: str
    kind: str = "related"
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """A moment of contact outside the site, with everybody who was part of it; `by`: who of the organisation."""

    key: str
    people: tuple[str, ...]
    channel: str
    direction: str
    turf: str
    purpose: str
    at: datetime
    note: str = ""
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRecord:
    """What a person did, towards somebody or nobody; `word` is the fact's, `about` a line on what it was about."""

    key: str
    person: str
    word: str
    at: datetime
    counterpart: str | None = None
    about: str = ""
    channel: str = "site"
    cents: int | None = None
    stars: int | None = None


Record = (
    PersonRecord
    | SamePersonRecord
    | RoleRecord
    | PermissionRecord
    | RefusalRecord
    | GroupRecord
    | MembershipRecord
    | TagRecord
    | FollowRecord
    | TopicRecord
    | PostRecord
    | AttachmentRecord
    | AcceptanceRecord
    | VoteRecord
    | LinkRecord
    | ContactRecord
    | DeedRecord
)


@dataclass(frozen=True, slots=True)
class Reject:
    """Something of the archive that cannot be read or has no place: kept in the run's rejects with its reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of the archive that Belong does not keep, by intention: only counted."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a phase and where it stands. The nth item of a phase is always the same.

    `raw`: what the archive says, as JSON data, or a function that gives it where it is dear: rejects alone ask.
    """

    file: str
    line: int
    what: Record | Reject | Skipped
    raw: object = None

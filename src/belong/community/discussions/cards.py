"""What leaves the room: frozen values."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from belong.ground.kernel.public import YES, Decision

ERASED_TITLE = "(the words were erased at their author's wish)"
"""What stands in the place of the title of a topic whose author has left; it is shown in the reader's language."""


def shown_title(title: str) -> str:
    """A title as it is read."""
    return _("(the words were erased at their author's wish)") if title == ERASED_TITLE else title


class PersonRef(NamedTuple):
    """A person as the author of something; `name` is never empty. `named`: it is theirs, not words in its place."""

    id: int
    uid: UUID
    name: str
    url: str
    is_bot: bool
    is_staff: bool
    named: bool = True


class GroupRef(NamedTuple):
    id: int
    slug: str
    name: str
    url: str


class TagRef(NamedTuple):
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic in a list. Who wrote it is `author`, else `byline` (may be empty: unknown)."""

    id: int
    uid: UUID
    kind: str
    title: str
    url: str
    group: GroupRef
    author: PersonRef | None
    byline: str
    created_at: datetime
    last_at: datetime
    answers: int
    replies: int
    score: int
    accepted: bool
    deleted: bool
    tags: tuple[TagRef, ...] = ()

    @property
    def ref(self) -> str:
        return f"discussions.topic:{self.id}"

    @property
    def is_question(self) -> bool:
        return self.kind == "question"


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post on a page. `html` is safe as it stands.

    `removed`: it was deleted, or is no longer here; hosts see the text and the reason of a deleted one, others see an
    empty place that keeps the replies together. `withdrawn`: it is empty because its archive was taken back.
    `erased`: its words are gone with their author, or their author's name out of them. `has_history`: what it said
    before an edit is kept. `may_*` is what the actor may do with it.
    """

    id: int
    uid: UUID
    kind: str
    url: str
    author: PersonRef | None
    byline: str
    html: str
    score: int
    created_at: datetime
    edited_at: datetime | None
    has_history: bool
    parent: int | None
    accepted: bool
    removed: bool
    removed_reason: str
    my_vote: int
    may_vote: bool
    may_edit: bool
    may_delete: bool
    may_accept: bool
    withdrawn: bool = False
    erased: bool = False

    @property
    def ref(self) -> str:
        return f"discussions.post:{self.id}"


class Thread(NamedTuple):
    """A first-level post with the first of its replies in order; `more`: there are further ones (`replies_of`)."""

    post: PostCard
    replies: tuple[PostCard, ...]
    more: bool


class LinkCard(NamedTuple):
    """A topic that this one points to (`outgoing`) or that points to this one."""

    kind: str
    title: str
    url: str
    outgoing: bool


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic as it is read. `opening` is on the first page only; there the accepted answer stands first in `posts`.

    `gone`: the topic's archive was withdrawn, and only what the actor may still see of the members' posts is here;
    the topic's title is then empty unless it is the actor's own, and its counts are of what is here. A decision's
    reason is for the person. `members_read`: every member of the community reads it, not only those of its group.
    `closed_at`: since when its group is closed.
    """

    topic: TopicCard
    opening: Thread | None
    posts: tuple[Thread, ...]
    next: str | None
    links: tuple[LinkCard, ...]
    gone: bool
    may_answer: Decision
    may_reply: Decision
    may_tag: Decision
    may_move: Decision
    members_read: bool
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContributionCard:
    """A post of a person in a list: the question, the answer, the reply, with the beginning of its text."""

    id: int
    uid: UUID
    kind: str
    topic_kind: str
    title: str
    url: str
    group: GroupRef
    created_at: datetime
    score: int
    accepted: bool
    excerpt: str


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A post that was found, with its topic: `solved` says that one of its answers is accepted, `accepted` that it is
    this one. `text` is the beginning of what it says, as plain words."""

    id: int
    kind: str
    topic: int
    topic_kind: str
    title: str
    url: str
    group: GroupRef
    author: PersonRef | None
    byline: str
    created_at: datetime
    answers: int
    replies: int
    solved: bool
    accepted: bool
    tags: tuple[TagRef, ...]
    text: str


@dataclass(frozen=True, slots=True)
class PostText:
    """A post apart from its page, in full. `html` is safe as it stands."""

    uid: UUID
    kind: str
    url: str
    author: PersonRef | None
    byline: str
    html: str
    created_at: datetime
    edited_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostSource:
    """What a form for editing starts with; `title` is empty unless the post opens its topic.

    `topic` is the topic's title, whichever post this is (empty where it is gone). `version` names what the post says
    now: `edit` takes it back, to see whether somebody changed it meanwhile. `may_reply`: in its topic.
    """

    uid: UUID
    title: str
    body: str
    markup: str
    url: str
    topic: str
    group: GroupRef
    version: str
    edited_at: datetime | None
    may_edit: Decision = YES
    may_delete: Decision = YES
    may_reply: Decision = YES


@dataclass(frozen=True, slots=True)
class RevisionCard:
    """What a post said before one of its edits."""

    at: datetime
    editor: PersonRef | None
    title: str
    html: str
    reason: str
    from_archive: bool


@dataclass(frozen=True, slots=True)
class AttachmentCard:
    """A file of a post that the actor may see. `path` is where its bytes lie in the storage."""

    uid: UUID
    name: str
    media_type: str
    size: int
    path: str

"""What loads take and give. The rows of archives are checked, cleaned and stored by `commands/load`.

A key is the source's own and names one record for ever; topics and posts of a source share one space of keys, because
a reply or a link may point to either. The source key of a fact is kind and key: "answer:13".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from belong.community.discussions.models import RELATED


@dataclass(frozen=True, slots=True)
class LoadedTopic:
    """A question or conversation with its text, as `html` or as `markdown`; html is cleaned here.

    `author_key` is the author's identity key at the same source; where it is unknown, or none, the byline remains.
    `tags` are names. Where `score` or `tags` are None they come apart (`load_scores`, `load_topic_tags`), or never.
    `refs` are (href, key) of the text's links to records of the same source, the href as it stands in
    the text, of any scheme (`archive:13`): `rewrite` points them to the pages here.
    `below`: keys of what stands under it. Where one of them opened the topic in an older archive, which did not have
    this text yet, the topic stays that one's and the text comes late into it, as a reply.
    `channel`: on what it was said, a word as facts have it.
    """

    key: str
    kind: str
    title: str
    group_id: int
    created_at: datetime
    html: str = ""
    markdown: str = ""
    author_key: str | None = None
    byline: str | None = None
    edited_at: datetime | None = None
    score: int | None = None
    tags: tuple[str, ...] | None = None
    refs: tuple[tuple[str, str], ...] = ()
    below: tuple[str, ...] = ()
    channel: str = "site"


@dataclass(frozen=True, slots=True)
class LoadedPost:
    """An answer or a reply; for the rest see `LoadedTopic`.

    `parent_key`: the answer or reply that a reply answers; None, or the topic's own key, for a reply to the topic.
    """

    key: str
    kind: str
    topic_key: str
    created_at: datetime
    html: str = ""
    markdown: str = ""
    parent_key: str | None = None
    author_key: str | None = None
    byline: str | None = None
    edited_at: datetime | None = None
    score: int | None = None
    refs: tuple[tuple[str, str], ...] = ()
    channel: str = "site"


@dataclass(frozen=True, slots=True)
class LoadedAttachment:
    """A file of a topic (its opening post) or post; `read` gives its bytes, and is called only where they are needed.

    Its key is one of the space of topics and posts: a link of a text may point to it.
    """

    key: str
    post_key: str
    name: str
    media_type: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class LoadedAcceptance:
    """Which answer of a question is accepted. `answer_key` None: the archive says that none is.

    `at`: when, where it is known; never taken as earlier than the answer itself. Give a row for every question of the
    archive, so that acceptances that are gone from a newer archive are withdrawn.
    """

    topic_key: str
    answer_key: str | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoadedScore:
    """The score of a topic (its question) or post, for archives that keep it apart from the text."""

    key: str
    score: int


@dataclass(frozen=True, slots=True)
class LoadedVote:
    """One person's vote on a topic (its question) or post: 1 or -1. It counts beside the record's `score`."""

    key: str
    person_key: str
    value: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LoadedTopicTags:
    """All tags of a topic by name, for archives that keep them apart from the topic."""

    topic_key: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadedLink:
    """A link between the topics of two records of the same source (topics or posts); kind related or duplicate."""

    from_key: str
    to_key: str
    kind: str = RELATED
    at: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class RefusedRow:
    """A row that was left out, by its place among the rows that were given and by its key, and why in words."""

    index: int
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one slice of a load did.

    `created`: rows that are new; `adopted`: taken over from an undone import; `changed`: they stand, and the archive
    now says something else, which waits for `apply_changes`; `kept`: changed there and here, ours stays; `unchanged`.
    """

    created: int = 0
    adopted: int = 0
    changed: int = 0
    kept: int = 0
    unchanged: int = 0
    facts: int = 0
    refused: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """What one slice of a long step did; call again until `done`."""

    done: bool
    changed: int = 0
    kept: int = 0

"""What the loads share: what stands under the archive's keys, who wrote, and texts made safe."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from django.db import connection

from belong.community.discussions.models import (
    ANSWER,
    ASKED,
    BYLINE_LENGTH,
    HTML,
    KEY_LENGTH,
    KIND,
    MARKDOWN,
    OPENING,
    PENDING,
    QUESTION,
    ImportedChange,
)
from belong.community.discussions.rows import Loaded, LoadedPost, LoadedTopic, RefusedRow
from belong.ground.kernel.public import (
    SafeText,
    TextTooLong,
    clean_html,
    clean_source,
    escaped,
    one_line,
    render_markdown,
    told_lazy,
)
from belong.ground.people.public import persons_by_keys

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STANDS, OURS, GONE, BUSY = "stands", "ours", "gone", "busy"
NOWHERE = "https://archive.invalid/"
"""Where a link to a record of the archive points until `rewrite`; its own scheme would not survive the cleaning."""

TWICE = told_lazy("This key came before in the archive.")
NO_KEY = told_lazy("It has no key that can be kept.")
NO_TIME = told_lazy("It has no time, or one without a zone.")

KNOWN = """
select p.source_key, p.id, p.topic_id, p.kind, t.kind, p.root_id, p.author_id, p.score_loaded,
    p.loaded_body, p.edited_here, p.erased_at is not null, p.deleted_at is not null,
    case when p.batch_id is null or b.state = 'complete' then 'stands' when p.batch_id = %s then 'ours'
        when b.state = 'withdrawn' then 'gone' else 'busy' end,
    t.group_id, t.author_id, t.loaded_title, t.loaded_tags, t.tagged_here, t.accepted_id, t.loaded_accepted,
    t.deleted_at is not null, t.batch_id is not distinct from %s, t.accepted_at
from discussions_post p
join discussions_topic t on t.id = p.topic_id
left join ledger_batch b on b.id = p.batch_id
where p.source = %s and p.source_key = any(%s)
"""


class Known(NamedTuple):
    """A record of the source that has a row here: of a topic, its opening post."""

    key: str
    id: int
    topic: int
    kind: str
    topic_kind: str
    root: int | None
    author: int | None
    score_loaded: int
    loaded_body: bytes | None
    edited_here: bool
    erased: bool
    deleted: bool
    state: str
    group: int
    topic_author: int | None
    loaded_title: bytes | None
    loaded_tags: bytes | None
    tagged_here: bool
    accepted: int | None
    loaded_accepted: int | None
    topic_deleted: bool
    topic_ours: bool
    accepted_at: datetime | None

    @property
    def usable(self) -> bool:
        """Whether what comes now may point to it."""
        return self.state in (STANDS, OURS)


def known_rows(batch: int, source: str, keys: Iterable[str]) -> dict[str, Known]:
    """What stands under these keys of the source, whatever its state."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [batch, batch, source, list(keys)])
        return _as_they_will_be(batch, [Known(*row) for row in cursor.fetchall()])


def _as_they_will_be(batch: int, rows: Collection[Known]) -> dict[str, Known]:
    """With the kinds that this batch gives them when it is complete."""
    topics = {row.topic for row in rows if row.state == STANDS}
    open_ = ImportedChange.objects.filter(batch=batch, topic__in=topics, state=PENDING, field__in=(ASKED, KIND))
    pending = list(open_.values_list("topic_id", "post_id")) if topics else []
    asked = {topic for topic, post in pending if post is None}
    answers = {post for _, post in pending if post is not None}
    return {
        row.key: row._replace(
            topic_kind=QUESTION if row.topic in asked else row.topic_kind,
            kind=ANSWER if row.id in answers else row.kind,
            root=None if row.id in answers else row.root,
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Authors:
    """The persons of a slice by their keys. What those who were erased wrote comes back empty."""

    ids: dict[str, int]
    erased: frozenset[int]


def authors_of(batch: int, source: str, keys: Iterable[str | None]) -> Authors:
    wanted = {key for key in keys if key is not None}
    alive = persons_by_keys(source, wanted, batch=batch, erased=False)
    erased = persons_by_keys(source, wanted - alive.keys(), batch=batch)
    return Authors(alive | erased, frozenset(erased.values()))


@dataclass(slots=True)
class Tally:
    """What a load did so far."""

    created: int = 0
    adopted: int = 0
    changed: int = 0
    kept: int = 0
    unchanged: int = 0
    facts: int = 0
    refused: list[RefusedRow] = field(default_factory=list)

    def refuse(self, index: int, key: str, reason: "StrOrPromise") -> None:
        self.refused.append(RefusedRow(index, key, str(reason)))

    def compared(self, *, changed: bool, kept: bool) -> None:
        """One row that stands was compared with what the archive says now."""
        self.changed += changed
        self.kept += kept and not changed
        self.unchanged += not (changed or kept)

    def add(self, loaded: Loaded, indexes: Sequence[int]) -> None:
        """What another load did with the rows of these indexes."""
        self.created += loaded.created
        self.adopted += loaded.adopted
        self.changed += loaded.changed
        self.kept += loaded.kept
        self.unchanged += loaded.unchanged
        self.facts += loaded.facts
        self.refused += [RefusedRow(indexes[one.index], one.key, one.reason) for one in loaded.refused]

    def loaded(self) -> Loaded:
        refused = tuple(sorted(self.refused))
        return Loaded(self.created, self.adopted, self.changed, self.kept, self.unchanged, self.facts, refused)


def wrong_with(key: str, at: datetime, seen: Collection[str]) -> "StrOrPromise":
    """Why a record cannot be taken whatever it is, or nothing."""
    if not key or len(key) > KEY_LENGTH or clean_source(key) != key:
        return NO_KEY
    if key in seen:
        return TWICE
    return NO_TIME if at.tzinfo is None else ""


def line(text: str | None, limit: int = BYLINE_LENGTH) -> str:
    """One line of at most `limit` characters, cut where it is longer."""
    words = one_line(text or "")
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def digest(*parts: str) -> bytes:
    """16 bytes that tell whether an archive says the same as before."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def body_digest(row: LoadedTopic | LoadedPost) -> bytes:
    return digest(row.markdown, row.html)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is stored, with the links that `rewrite` has to look after."""

    markup: str
    source: str
    html: str
    version: int
    refs: tuple[tuple[str, str], ...]


EMPTY = Text(MARKDOWN, "", "", SafeText("", "").version, ())


def text_of(row: LoadedTopic | LoadedPost) -> Text:
    """The record's text, safe. Markdown that is too long to render is shown as it stands."""
    refs = []
    body = row.markdown or row.html
    for href, key in sorted(row.refs, key=lambda ref: -len(ref[0])):
        if not href.startswith(("http://", "https://")):
            place = NOWHERE + quote(key, safe="")
            body = re.sub(rf"(?<=[\"'(<]){re.escape(href)}(?=[\"')>\s])", place, body)
            href = place
        refs.append((href, key))
    if not row.markdown:
        html = SafeText("", clean_html(body))
        return Text(HTML, "", html.html, html.version, tuple(refs))
    try:
        text = render_markdown(body)
    except TextTooLong:
        source = clean_source(body)
        text = SafeText(source, escaped(source))
    return Text(MARKDOWN, text.source, text.html, text.version, tuple(refs))


_LOST = re.compile(rf'<a href="{re.escape(NOWHERE)}[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


def without_lost_links(html: str) -> str:
    """`html` with the words of links that lead nowhere, but not the links."""
    return _LOST.sub(r"\1", html) if NOWHERE in html else html


def is_topic(known: Known | None) -> bool:
    return known is not None and known.kind == OPENING and known.usable

"""What a newer archive says differently of rows that stand: kept aside until its batch is complete."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from psycopg.types.json import Jsonb

from belong.community.discussions.commands.fetching import post_ref, topic_ref
from belong.community.discussions.commands.load.given import Known, Text, body_digest, text_of
from belong.community.discussions.models import ANSWER, ASKED, BODY, COUNTS, KIND, QUESTION, REPLY, SCORE, VOTES
from belong.community.discussions.rows import LoadedPost, LoadedTopic
from belong.ground.kernel.public import copy_rows, now, staged
from belong.ground.ledger.public import (
    AnswerPosted,
    Fact,
    PostEdited,
    Reason,
    TopicAsked,
    standing_by_source,
    withdraw_many,
)

Change = tuple[int, int | None, str, Jsonb, datetime | None]

COLUMNS = {"topic_id": "bigint", "post_id": "bigint", "field": "text", "new": "jsonb", "edited_at": "timestamptz"}
INSERT = """
insert into discussions_importedchange (batch_id, topic_id, post_id, field, old, new, edited_at, state)
select %s, topic_id, post_id, field, '{}', new, edited_at, 'pending' from discussions_said
on conflict do nothing
"""


@dataclass(slots=True)
class Changes:
    """The changes of a slice, the links in the texts among them, and the source keys of the facts that they end."""

    batch: int
    source: str
    rows: list[Change] = field(default_factory=list)
    refs: list[tuple[int, str, str]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    over: list[str] = field(default_factory=list)

    def of_topic(self, topic: int, what: str, new: dict[str, object]) -> None:
        self.rows.append((topic, None, what, Jsonb(new), None))

    def score(self, known: Known, score: int) -> None:
        self.rows.append((known.topic, known.id, SCORE, Jsonb({"loaded": score}), None))

    def compare(self, row: LoadedTopic | LoadedPost, known: Known) -> bool:
        """Note another text or score of a post that stands. Whether a text changed there and here, and ours stays."""
        if row.score is not None and row.score != known.score_loaded:
            self.score(known, row.score)
        told = body_digest(row)
        if known.loaded_body == told:
            return False
        if known.edited_here or known.erased:
            return True
        self._body(known, text_of(row), told, row.edited_at)
        return False

    def _body(self, known: Known, text: Text, digest: bytes, edited_at: datetime | None) -> None:
        """Another text, with the fact that it was edited: by whom, no archive says."""
        new = {"markup": text.markup, "source_text": text.source, "html": text.html, "html_version": text.version}
        self.rows.append((known.topic, known.id, BODY, Jsonb({**new, "loaded": digest.hex()}), edited_at))
        self.refs.extend((known.id, href, key) for href, key in text.refs)
        self.facts.append(
            PostEdited(
                actor=None,
                about=post_ref(known.id),
                counterpart=known.author,
                group=known.group,
                occurred_at=edited_at or now(),
                batch=self.batch,
                backfill=True,
                source=self.source,
                source_key=edit_key(known.key, self.batch),
                topic=known.topic,
            )
        )

    def asked(self, row: LoadedTopic, known: Known) -> None:
        """A conversation is a question now. A question stays one, whatever a newer archive says."""
        if known.topic_kind == QUESTION or row.kind != QUESTION:
            return
        self.of_topic(known.topic, ASKED, {})
        self._ends(known, f"{known.topic_kind}:{known.key}", _asked(self, row, known))

    def answered(self, row: LoadedPost, known: Known) -> None:
        """A reply is an answer now. An answer stays one, whatever a newer archive says."""
        if (known.kind, row.kind) != (REPLY, ANSWER):
            return
        self.rows.append((known.topic, known.id, KIND, Jsonb({}), None))
        self._ends(known, f"{REPLY}:{known.key}", _answered(self, row, known))

    def _ends(self, known: Known, key: str, fact: Fact) -> None:
        """What was deleted here is no deed of anybody, under either name."""
        if not (known.deleted or known.topic_deleted):
            self.over.append(key)
            self.facts.append(fact)

    def counts(self, topics: Sequence[int]) -> None:
        """Topics that stand already and get posts of this batch count them when it is complete."""
        self.rows.extend((topic, None, COUNTS, Jsonb({}), None) for topic in sorted(set(topics)))

    def votes(self, posts: Sequence[tuple[int, int]]) -> None:
        """Posts (topic, post) that stand already and get votes of this batch."""
        self.rows.extend((topic, post, VOTES, Jsonb({}), None) for topic, post in sorted(set(posts)))

    def store(self) -> None:
        if not self.rows:
            return
        with staged("discussions_said", COLUMNS, self.rows), connection.cursor() as cursor:
            cursor.execute(INSERT, [self.batch])
        put_refs(self.batch, self.refs, in_change=True)
        withdraw_many(standing_by_source(self.source, self.over).values(), reason=Reason.GONE, batch=self.batch)


def _asked(changes: Changes, row: LoadedTopic, known: Known) -> Fact:
    return TopicAsked(
        actor=known.topic_author,
        about=topic_ref(known.topic),
        group=known.group,
        channel=row.channel,
        occurred_at=row.created_at,
        batch=changes.batch,
        backfill=True,
        source=changes.source,
        source_key=f"{QUESTION}:{known.key}",
    )


def _answered(changes: Changes, row: LoadedPost, known: Known) -> Fact:
    return AnswerPosted(
        actor=known.author,
        about=post_ref(known.id),
        counterpart=known.topic_author,
        group=known.group,
        channel=row.channel,
        occurred_at=row.created_at,
        batch=changes.batch,
        backfill=True,
        source=changes.source,
        source_key=f"{ANSWER}:{known.key}",
        topic=known.topic,
    )


def edit_key(key: str, batch: int) -> str:
    """The source key of the fact that a batch edited a record."""
    return f"edited:{key}:{batch}"


def put_refs(batch: int, refs: Sequence[tuple[int, str, str]], *, in_change: bool) -> None:
    """Remember the links (post, href, key) of texts to other records."""
    if refs:
        columns = ("batch_id", "post_id", "in_change", "href", "target_key")
        copy_rows("discussions_importedref", columns, ((batch, post, in_change, href, key) for post, href, key in refs))

"""Unevaluated querysets for joins inside SQL by segments, insight and care. Never for doors.

Only what stands and is not deleted is there. Authors are persons as they were when they wrote; None is unknown.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from belong.community.discussions.models import (
    ANSWER,
    OPENING,
    QUESTION,
    REPLY,
    ImportedChange,
    Post,
    Topic,
    TopicTag,
    Vote,
)
from belong.ground.ledger.public import standing_rows

Rows = QuerySet[Any, Any]


def questions() -> Rows:
    """id, asker, group, asked_at, answers, accepted_at."""
    return (
        Topic.objects.filter(standing_rows("batch"), kind=QUESTION, deleted_at__isnull=True)
        .values("id", "answers", "accepted_at")
        .annotate(asker=F("author_id"), group=F("group_id"), asked_at=F("created_at"))
    )


def answers() -> Rows:
    """id, topic, author, answered_at, accepted."""
    return (
        Post.objects.filter(standing_rows("batch"), kind=ANSWER, deleted_at__isnull=True)
        .filter(standing_rows("topic__batch"), topic__deleted_at__isnull=True)
        .values("id", "topic_id", "author_id")
        .annotate(answered_at=F("created_at"), accepted=Q(topic__accepted_id=F("id")))
    )


def texts() -> Rows:
    """id, topic, group, author, kind, created_at, html, title, answered, tags: what was written and not forgotten.

    `title` is the topic's, of its opening post alone, else empty; `tags` are ids. `answered`: whether the question that
    it belongs to has an answer, null in a conversation.
    """
    held = standing_rows("topic__batch") & (Q(root__isnull=True) | standing_rows("root__batch"))
    kept = Q(deleted_at__isnull=True, topic__deleted_at__isnull=True, erased_at__isnull=True)
    opens = Q(kind=OPENING)
    tags = ArraySubquery(TopicTag.objects.filter(topic=OuterRef("topic_id")).order_by("tag_id").values("tag_id"))
    return (
        Post.objects.filter(standing_rows("batch") & held & kept)
        .values("id", "topic_id", "author_id", "kind", "created_at", "html")
        .annotate(
            group=F("topic__group_id"),
            title=Case(When(opens, then=F("topic__title")), default=Value("")),
            answered=Case(When(topic__kind=QUESTION, then=Q(topic__answers__gt=0)), output_field=BooleanField()),
            tags=tags,
        )
    )


def post_rows() -> Rows:
    """id, batch, kind, topic, root of all posts, whether they stand or not: which rows a batch turns."""
    return Post.objects.values("id", "batch_id", "kind", "topic_id", "root_id")


def changed_topics() -> Rows:
    """id, batch, topic of what newer archives say otherwise of topics that stood: the rows of facts `rows_changed`."""
    return ImportedChange.objects.values("id", "batch_id", "topic_id")


def counted() -> Rows:
    """id, answers, replies, last_at, score of the topics that stand, each beside `true_*`, worked out from the rows."""
    posts = Post.objects.filter(standing_rows("batch"), topic=OuterRef("pk"), deleted_at__isnull=True)
    last = posts.order_by("-created_at").values("created_at")[:1]
    return (
        Topic.objects.filter(standing_rows("batch"))
        .values("id", "answers", "replies", "last_at", "score")
        .annotate(
            true_answers=_count(posts.filter(kind=ANSWER)),
            true_replies=_count(posts.filter(kind=REPLY)),
            true_last_at=Greatest("created_at", Subquery(last)),
            true_score=F("opening__score_loaded") + _votes("opening_id"),
        )
    )


def scored() -> Rows:
    """id and score of the posts that stand, beside `true_score`."""
    return (
        Post.objects.filter(standing_rows("batch"))
        .values("id", "score")
        .annotate(true_score=F("score_loaded") + _votes("pk"))
    )


def _count(posts: Rows) -> Coalesce:
    counts = posts.order_by().values("topic").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def _votes(post: str) -> Coalesce:
    votes = Vote.objects.filter(standing_rows("batch"), post=OuterRef(post))
    sums = votes.order_by().values("post").annotate(sum=Sum("value")).values("sum")
    return Coalesce(Subquery(sums, output_field=IntegerField()), 0)

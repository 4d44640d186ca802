"""Unevaluated querysets for joins inside SQL by segments, insight and care. Never for doors.

Only what stands and is not deleted is there. Authors are persons as they were when they wrote; None is unknown.
"""

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from belong.community.discussions.models import ANSWER, QUESTION, REPLY, Post, Topic, Vote
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

"""The newest posts of a topic, and all topics by their number: what feeds and the sitemap are made of."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Max

from belong.community.discussions.cards import PostText
from belong.community.discussions.making import author_refs, post_url, topic_url
from belong.community.discussions.models import OPENING
from belong.community.discussions.policies import posts_listed_for, topics_listed_for
from belong.ground.people.public import Actor

NEWEST = 20


def newest_posts(actor: Actor, topic: UUID, limit: int = NEWEST) -> list[PostText]:
    """The newest posts of a topic that the actor reads, the latest first."""
    rows = list(
        posts_listed_for(actor)
        .filter(topic__uid=topic)
        .order_by("-created_at", "-id")
        .values_list("uid", "kind", "author", "byline", "html", "created_at", "edited_at")[:limit]
    )
    authors = author_refs(row[2] for row in rows)
    return [
        PostText(
            uid=uid,
            kind=kind,
            url=topic_url(topic) if kind == OPENING else post_url(topic, uid),
            author=authors.get(author),
            byline=byline,
            html=html,
            created_at=created_at,
            edited_at=edited_at,
        )
        for uid, kind, author, byline, html, created_at, edited_at in rows
    ]


def topic_ranges(actor: Actor, size: int) -> list[tuple[int, datetime]]:
    """The topics that the actor reads, in ranges of `size` numbers each: which hold any, and when the last changed."""
    topics = topics_listed_for(actor).filter(deleted_at__isnull=True)
    ranges = topics.annotate(part=F("id") / size).values("part").annotate(last=Max("last_at")).order_by("part")
    return [(row["part"], row["last"]) for row in ranges]


def topics_in_range(actor: Actor, part: int, size: int) -> list[tuple[str, datetime]]:
    """The addresses of the topics of one range, and when somebody last wrote there."""
    topics = topics_listed_for(actor).filter(deleted_at__isnull=True, id__gte=part * size, id__lt=(part + 1) * size)
    return [(topic_url(uid), last) for uid, last in topics.order_by("id").values_list("uid", "last_at")]

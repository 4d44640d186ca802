"""Posts that somebody found by what is in them: all that a list of them shows, for those that the actor may read."""

from collections.abc import Collection
from typing import Any

from belong.community.discussions.cards import FoundCard, TagRef
from belong.community.discussions.making import author_refs, group_ref, post_url, topic_url
from belong.community.discussions.models import OPENING, TopicTag
from belong.community.discussions.policies import posts_listed_for, topics_listed_for
from belong.ground.kernel.public import plain
from belong.ground.people.public import Actor

LONGEST_TEXT = 4_000
ENOUGH_HTML = 20_000


def found_posts(actor: Actor, ids: Collection[int]) -> dict[int, FoundCard]:
    """The cards of those of `ids` that stand and that the actor reads, with the beginning of their texts. 3 queries."""
    rows = list(
        posts_listed_for(actor)
        .filter(pk__in=ids)
        .values_list(
            "id", "uid", "kind", "author", "byline", "html", "created_at", "topic", "topic__uid", "topic__kind",
            "topic__title", "topic__answers", "topic__replies", "topic__accepted", "topic__group",
            "topic__group__slug", "topic__group__name",
        )
    )  # fmt: skip
    authors = author_refs(row[3] for row in rows)
    tags = _tags({row[7] for row in rows})
    return {row[0]: _card(row, authors.get(row[3]), tags.get(row[7], ())) for row in rows}


def _tags(topics: Collection[int]) -> dict[int, tuple[TagRef, ...]]:
    found: dict[int, tuple[TagRef, ...]] = {}
    rows = TopicTag.objects.filter(topic__in=topics).order_by("tag__name")
    for topic, slug, name in rows.values_list("topic", "tag__slug", "tag__name"):
        found[topic] = (*found.get(topic, ()), TagRef(slug, name))
    return found


def _card(row: tuple[Any, ...], author: Any, tags: tuple[TagRef, ...]) -> FoundCard:
    (id, uid, kind, _, byline, html, at, topic, topic_uid, topic_kind, title, answers, replies, accepted) = row[:14]
    return FoundCard(
        id=id,
        kind=kind,
        topic=topic,
        topic_kind=topic_kind,
        title=title,
        url=topic_url(topic_uid) if kind == OPENING else post_url(topic_uid, uid),
        group=group_ref(*row[14:]),
        author=author,
        byline=byline,
        created_at=at,
        answers=answers,
        replies=replies,
        solved=accepted is not None,
        accepted=accepted == id,
        tags=tags,
        text=plain(html[:ENOUGH_HTML], LONGEST_TEXT),
    )


def topic_titles(actor: Actor, most: int) -> list[str]:
    """The titles of the latest topics that the actor reads, in no order that matters."""
    return list(topics_listed_for(actor).order_by("-pk").values_list("title", flat=True)[:most])

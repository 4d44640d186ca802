"""Lists of topics and of what a person wrote, a page at a time."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left

from belong.community.discussions.cards import ContributionCard, TagRef, TopicCard
from belong.community.discussions.making import author_refs, group_ref, post_url, topic_url
from belong.community.discussions.models import OPENING, QUESTION, TopicTag
from belong.community.discussions.policies import posts_visible_to, topics_listed_for, topics_visible_to
from belong.ground.kernel.public import Page, decode_cursor, page_of, plain
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor

TOPICS_A_PAGE = 20
CONTRIBUTIONS_A_PAGE = 20
EXCERPT = 200
ENOUGH_HTML = 1_500

COLUMNS = (
    "id", "uid", "kind", "title", "byline", "created_at", "last_at", "answers", "replies", "score", "accepted_id",
    "deleted_at", "author_id", "group_id", "group__slug", "group__name",
)  # fmt: skip


def latest(
    actor: Actor,
    group: str | None = None,
    unanswered: bool = False,
    cursor: str | None = None,
    limit: int = TOPICS_A_PAGE,
) -> Page[TopicCard]:
    """The topics that the actor reads, the one with the latest post first; of one group (its slug), or of all.

    `unanswered`: only questions without an answer. Orphaned topics are found through their authors, not here.
    """
    topics = topics_listed_for(actor)
    if group is not None:
        topics = topics.filter(group__slug=group)
    if unanswered:
        topics = topics.filter(kind=QUESTION, answers=0, deleted_at__isnull=True)
    if cursor is not None:
        at, id = decode_cursor(cursor, (datetime, int))
        topics = topics.filter(Q(last_at__lt=at) | Q(last_at=at, id__lt=id), last_at__lte=at)
    rows = topics.order_by("-last_at", "-id").values_list(*COLUMNS)[: limit + 1]
    found = topic_cards(list(rows))
    return page_of(found, limit, lambda card: (card.last_at, card.id))


def topic_cards(rows: Sequence[Sequence[Any]]) -> list[TopicCard]:
    """Cards of rows of COLUMNS, with their authors and tags: two queries."""
    people = author_refs(row[12] for row in rows)
    tags = _tags([row[0] for row in rows])
    cards = []
    for row in rows:
        (id, uid, kind, title, byline, created_at, last_at, answers, replies, score, accepted, deleted_at) = row[:12]
        author, group, slug, name = row[12:]
        cards.append(
            TopicCard(
                id=id,
                uid=uid,
                kind=kind,
                title=title,
                url=topic_url(uid),
                group=group_ref(group, slug, name),
                author=people.get(author),
                byline=byline,
                created_at=created_at,
                last_at=last_at,
                answers=answers,
                replies=replies,
                score=score,
                accepted=accepted is not None,
                deleted=deleted_at is not None,
                tags=tuple(tags[id]),
            )
        )
    return cards


def _tags(topics: Collection[int]) -> defaultdict[int, list[TagRef]]:
    found: defaultdict[int, list[TagRef]] = defaultdict(list)
    rows = (
        TopicTag.objects.filter(topic__in=topics)
        .order_by("tag__name")
        .values_list("topic_id", "tag__slug", "tag__name")
    )
    for topic, slug, name in rows:
        found[topic].append(TagRef(slug, name))
    return found


def contributions(actor: Actor, person: int, cursor: str | None = None) -> Page[ContributionCard]:
    """What a person wrote, under any of their ids, as far as the actor may read it, newest first.

    The title of a topic that is gone is empty.
    """
    posts = posts_visible_to(actor).filter(author__in=ids_of(person), deleted_at__isnull=True)
    if cursor is not None:
        at, id = decode_cursor(cursor, (datetime, int))
        posts = posts.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=id), created_at__lte=at)
    titled = Exists(topics_visible_to(actor).filter(pk=OuterRef("topic_id")))
    rows = posts.annotate(titled=titled).order_by("-created_at", "-id").values_list(
        "id", "uid", "kind", "created_at", "score", Left("html", ENOUGH_HTML), "topic__accepted_id",
        "topic__uid", "topic__kind", "topic__title", "topic__group_id", "topic__group__slug", "topic__group__name",
        "titled",
    )[: CONTRIBUTIONS_A_PAGE + 1]  # fmt: skip
    cards = [_contribution(row) for row in rows]
    return page_of(cards, CONTRIBUTIONS_A_PAGE, lambda card: (card.created_at, card.id))


def _contribution(row: Sequence[Any]) -> ContributionCard:
    id, uid, kind, at, score, html, accepted, topic, topic_kind, title, group, slug, name, titled = row
    return ContributionCard(
        id=id,
        uid=uid,
        kind=kind,
        topic_kind=topic_kind,
        title=title if titled else "",
        url=topic_url(topic) if kind == OPENING else post_url(topic, uid),
        group=group_ref(group, slug, name),
        created_at=at,
        score=score,
        accepted=accepted == id,
        excerpt=plain(html, EXCERPT),
    )

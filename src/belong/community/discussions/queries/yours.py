"""What waits for one reader: answers to them, what came of what they wrote, questions that are theirs to answer.

Each is one panel of a page and takes a fixed number of statements, however much there is.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.expressions import RawSQL

from belong.community.discussions.cards import ERASED_TITLE, shown_title
from belong.community.discussions.cards_yours import ACCEPTED, REPLIED, AnswerToYou, CameOf, Chance, FirstWords
from belong.community.discussions.making import author_refs, post_url, topic_url
from belong.community.discussions.models import ANSWER, OPENING, QUESTION, REPLY, Post, TopicTag
from belong.community.discussions.policies import posts_listed_for, topics_listed_for
from belong.community.discussions.queries.lists import latest
from belong.ground.ledger.public import ids_of
from belong.ground.people.public import Actor, canonical_of

LOOKED_AT, LOOKED_BACK = 40, 200


def answers_to_you(actor: Actor, since: datetime, limit: int = 5) -> list[AnswerToYou]:
    """The latest answer of others to each question of the actor's that has none accepted, newest first."""
    if actor.person is None:
        return []
    mine = ids_of(actor.person)
    answers = posts_listed_for(actor).filter(
        kind=ANSWER, topic__author__in=mine, topic__kind=QUESTION, topic__accepted__isnull=True, created_at__gte=since
    )
    rows = list(
        answers.exclude(author__in=mine)
        .order_by("-created_at", "-id")
        .values_list("topic_id", "topic__title", "topic__uid", "uid", "created_at", "author", "byline")[:LOOKED_AT]
    )
    times = Counter(row[0] for row in rows)
    latest_ones = {row[0]: row for row in reversed(rows)}
    chosen = sorted(latest_ones.values(), key=lambda row: row[4], reverse=True)[:limit]
    people = author_refs(row[5] for row in chosen)
    return [
        AnswerToYou(shown_title(title), post_url(topic_uid, uid), at, people.get(author), byline, times[topic] - 1)
        for topic, title, topic_uid, uid, at, author, byline in chosen
    ]


def came_of_yours(actor: Actor, since: datetime, limit: int = 5) -> list[CameOf]:
    """What others did with what the actor wrote lately: answers that were accepted and replies, newest first."""
    if actor.person is None:
        return []
    mine = ids_of(actor.person)
    written = Post.objects.filter(author__in=mine, deleted_at__isnull=True).order_by("-created_at", "-id")
    posts = list(written.values_list("id", "kind", "topic")[:LOOKED_BACK])
    seen = posts_listed_for(actor)
    accepted = (
        seen.filter(pk__in=[id for id, kind, _ in posts if kind == ANSWER], topic__accepted=F("pk"))
        .filter(topic__accepted_at__gte=since)
        .exclude(topic__author__in=mine)
        .order_by("-topic__accepted_at")
        .values_list("topic__title", "topic__uid", "uid", "topic__accepted_at", "topic__author", "topic__byline")
    )
    replies = seen.filter(kind=REPLY, created_at__gte=since).exclude(author__in=mine).order_by("-created_at", "-id")
    below = replies.filter(root__in=[id for id, _, _ in posts])
    to_topics = replies.filter(root__isnull=True, topic__in=[topic for _, kind, topic in posts if kind == OPENING])
    fields = ("topic__title", "topic__uid", "uid", "created_at", "author", "byline")
    rows: list[tuple[Any, ...]] = [(ACCEPTED, *row) for row in accepted[:limit]]
    rows += [(REPLIED, *row) for part in (below, to_topics) for row in part.values_list(*fields)[:limit]]
    rows = sorted(rows, key=lambda row: row[4], reverse=True)[:limit]
    people = author_refs(row[5] for row in rows)
    return [
        CameOf(kind, shown_title(title), post_url(topic, uid), at, people.get(author), byline)
        for kind, title, topic, uid, at, author, byline in rows
    ]


def chances(actor: Actor, limit: int = 4) -> list[Chance]:
    """Open questions of others that the actor could answer: first those about subjects they answered before."""
    if actor.person is None:
        return []
    mine = ids_of(actor.person)
    waiting = [
        card
        for card in latest(actor, unanswered=True, limit=LOOKED_AT).items
        if card.author is None or card.author.id != actor.person
    ]
    answers = Post.objects.filter(author__in=mine, kind=ANSWER, deleted_at__isnull=True)
    topics = list(answers.order_by("-created_at", "-id").values_list("topic", flat=True)[:LOOKED_BACK])
    known = set(TopicTag.objects.filter(topic__in=topics).values_list("tag__slug", flat=True).distinct())
    of_mine = [(card, tuple(tag for tag in card.tags if tag.slug in known)) for card in waiting]
    found = [Chance(card, subjects[:2], None) for card, subjects in of_mine if subjects]
    found += [
        Chance(card, (), card.group) for card, subjects in of_mine if not subjects and card.group.id in actor.groups
    ]
    return found[:limit]


_ALL_IDS = """select w.id from unnest(%s::bigint[]) w (id)
    union select a.person from person_alias a where a.canonical = any(%s::bigint[])"""


def first_words(actor: Actor, people: Iterable[int]) -> dict[int, FirstWords]:
    """The first post of each of these (canonical) people that the actor may read, without those who wrote none."""
    wanted = list(people)
    if not wanted:
        return {}
    seen = posts_listed_for(actor)
    later = seen.filter(topic=OuterRef("topic"), created_at__gt=OuterRef("created_at")).exclude(
        author=OuterRef("author")
    )
    first = (
        seen.filter(author__in=RawSQL(_ALL_IDS, [wanted, wanted]))  # noqa: S611 - a constant
        .annotate(heard=Exists(later), who=canonical_of("author_id"))
        .order_by("who", "created_at", "id")
        .distinct("who")
        .values_list("who", "kind", "topic__kind", "topic__title", "topic__uid", "uid", "created_at", "heard")
    )
    return {
        author: FirstWords(
            author,
            topic_kind if kind == OPENING else kind,
            shown_title(title),
            topic_url(topic) if kind == OPENING else post_url(topic, uid),
            at,
            heard,
        )
        for author, kind, topic_kind, title, topic, uid, at, heard in first
    }


def waiting_since(actor: Actor, asked_after: datetime, asked_before: datetime, most: int = 100) -> int:
    """How many questions that wait for an answer, of those that the actor reads, were asked in this time (its end left
    out): as many as `latest` lists of them, counted no further than `most`."""
    waiting = (
        topics_listed_for(actor)
        .filter(
            kind=QUESTION,
            answers=0,
            deleted_at__isnull=True,
            group__closed_at__isnull=True,
            last_at__gte=asked_after,
            created_at__gte=asked_after,
            created_at__lt=asked_before,
        )
        .exclude(title=ERASED_TITLE)
    )
    return waiting.order_by()[:most].count()

"""A small archive and the way its slices come in."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.public import (
    Loaded,
    LoadedAcceptance,
    LoadedLink,
    LoadedScore,
    LoadedTopicTags,
    LoadedVote,
)
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    day,
)


def load(number: int, rows: Sequence[Any]) -> Loaded:
    """One slice of rows of one kind."""
    kinds: dict[str, Callable[[int, str, Sequence[Any]], Loaded]] = {
        "LoadedTopic": discussions.load_topics,
        "LoadedPost": discussions.load_posts,
        "LoadedAcceptance": discussions.load_acceptances,
        "LoadedScore": discussions.load_scores,
        "LoadedVote": discussions.load_votes,
        "LoadedTopicTags": discussions.load_topic_tags,
        "LoadedLink": discussions.load_links,
    }
    with transaction.atomic():
        return kinds[type(rows[0]).__name__](number, SOURCE, rows)


def archive(group_id: int) -> list[Sequence[Any]]:
    """A small archive, its slices in their order."""
    return [
        [a_topic("1", group_id, tags=("hops",)), a_topic("2", group_id, kind="conversation", tags=None)],
        [a_post("3"), a_post("4", author_key="c", score=None)],
        [
            a_post("5", kind="reply", parent_key="3"),
            a_post("6", "2", "reply"),
            a_post("7", "2", "reply", parent_key="6"),
        ],
        [LoadedAcceptance("1", "3", None)],
        [LoadedScore("4", 5)],
        [LoadedVote("3", "c", 1, day(9)), LoadedVote("1", "b", -1, day(9))],
        [LoadedTopicTags("2", ("malt", "rye"))],
        [LoadedLink("2", "3", "related", day(9))],
    ]

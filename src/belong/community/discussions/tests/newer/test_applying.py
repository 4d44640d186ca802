"""Twice is once, slice by slice, and undone the older archive is back."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.models import ImportedChange, Post, Topic, TopicTag
from belong.community.discussions.public import LoadedAcceptance, LoadedVote, Progress
from belong.community.discussions.tests.newer.bringing import apply, bring, revert
from belong.community.discussions.tests.support import (
    a_post,
    check_counts,
    day,
    standing,
    state,
)
from belong.ground.ledger.public import WrongBatch
from belong.ground.people.tests.support import complete, host

pytestmark = pytest.mark.django_db


def without_serials(tables: dict[str, list[dict[str, object]]]) -> object:
    """The rows that readers see: what an undone batch left behind by the way is none of them."""
    tags = sorted((str(row["topic_id"]), str(row["tag_id"])) for row in tables["TopicTag"])
    return tables["Topic"], tables["Post"], tags, tables["Vote"], tables["TopicLink"]


def test_the_newer_archive_twice_adds_nothing(old: Any) -> None:
    topics, posts, accepted = old
    newer = [
        [replace(topics[0], html="<p>New</p>", title="New", score=9, tags=("rye",)), topics[1]],
        [replace(posts[0], score=4), *posts[1:], a_post("13")],
        [replace(accepted[0], answer_key="12"), LoadedAcceptance("2", None, None)],
    ]
    number, _ = bring(newer)
    apply(number)
    before = state()
    _, loaded = bring(newer)
    assert [(one.changed, one.kept, one.created, one.adopted, one.facts) for one in loaded] == [(0, 0, 0, 0, 0)] * 3
    assert state() == before


def test_undoing_the_newer_archive_gives_back_the_older(old: Any) -> None:
    topics, posts, accepted = old
    before = without_serials(state())
    facts = {word: standing(word) for word in ("asked", "answered", "accepted", "edited", "voted")}
    number, _ = bring(
        [
            [replace(topics[0], html="<p>New</p>", title="New", score=9, tags=("rye",)), topics[1]],
            [replace(posts[0], html="<p>New</p>", score=4), *posts[1:], a_post("13")],
            [replace(accepted[0], answer_key="12", at=day(70)), LoadedAcceptance("2", None, None)],
            [LoadedVote("11", "c", 1, day(60)), LoadedVote("1", "d", 1, day(60))],
        ]
    )
    assert without_serials(state())[0] == before[0]  # type: ignore[index]
    apply(number)
    first, second = Topic.objects.order_by("source_key")
    assert first.accepted is not None
    assert (first.title, first.score, first.answers, first.accepted.source_key, first.accepted_at) == (
        "New",
        10,
        3,
        "12",
        day(70),
    )
    assert (second.accepted, Post.objects.get(source_key="11").score) == (None, 5)
    assert list(TopicTag.objects.values_list("tag__name", flat=True)) == ["rye"]
    assert [about for _, about, _ in standing("accepted")] == [f"discussions.post:{first.accepted_id}"]
    revert(number)
    after = state()
    for name in ("Post", "Vote"):
        after[name] = [row for row in after[name] if row["batch_id"] != number]
    assert without_serials(after) == before
    assert {word: standing(word) for word in facts} == facts
    assert discussions.revisions(host(), Post.objects.get(source_key="11").uid) == []


def test_a_batch_that_is_withdrawn_before_it_was_complete_changes_nothing(old: Any) -> None:
    topics, _, _ = old
    before = without_serials(state())
    number, _ = bring([[replace(topics[0], html="<p>New</p>", score=9)]])
    assert revert(number) == Progress(True, 0, 0)
    assert without_serials(state()) == before
    assert set(ImportedChange.objects.values_list("state", flat=True)) == {"reverted"}


def test_new_posts_on_old_topics_count_when_they_stand(old: Any) -> None:
    number, _ = bring([[a_post("13")], [LoadedAcceptance("1", "13", None)]])
    topic = Topic.objects.get(source_key="1")
    assert (topic.answers, topic.last_at) == (2, day(12))
    check_counts()
    apply(number)
    topic.refresh_from_db()
    assert (topic.answers, topic.last_at, topic.accepted and topic.accepted.source_key) == (3, day(13), "13")
    revert(number)
    topic.refresh_from_db()
    assert (topic.answers, topic.last_at, topic.accepted and topic.accepted.source_key) == (2, day(12), "11")


def test_changes_are_done_in_slices(old: Any) -> None:
    topics, posts, _ = old
    number, _ = bring([[replace(row, score=5) for row in topics], [replace(row, score=5) for row in posts]])
    complete(number)
    with transaction.atomic():
        progress = discussions.apply_changes(number, 0.0)
    assert not progress.done
    assert discussions.apply_changes(number, 0.0) == Progress(True, 0, 0)
    assert set(Post.objects.values_list("score", flat=True)) == {5}


def test_changes_wait_for_the_right_state(old: Any) -> None:
    topics, _, _ = old
    number, _ = bring([[replace(topics[0], score=5)]])
    before = state()
    for do in (discussions.apply_changes, discussions.revert_changes):
        with pytest.raises(WrongBatch):
            do(number)
    assert state() == before

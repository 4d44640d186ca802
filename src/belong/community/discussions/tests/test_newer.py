"""A newer archive: what it changes, what it leaves alone, and what is left when it is undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.models import ImportedChange, ImportedRef, Post, Revision, Topic, TopicTag
from belong.community.discussions.public import Loaded, LoadedAcceptance, LoadedVote, Progress
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    check_counts,
    day,
    group,
    load_persons,
    me,
    standing,
    state,
)
from belong.community.discussions.tests.test_load import load
from belong.ground.ledger.public import WrongBatch
from belong.ground.people.tests.support import batch, complete, host, member, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Sequence[Sequence[Any]]:
    """The archive that came first, complete: two questions with two answers each, the first answer accepted."""
    group_id, number = group().id, batch(SOURCE)
    load_persons(number, "a", "b", "c")
    rows: list[Sequence[Any]] = [
        [a_topic("1", group_id, tags=("hops", "malt"), score=3), a_topic("2", group_id)],
        [a_post("11"), a_post("12", author_key="c"), a_post("21", "2"), a_post("22", "2")],
        [LoadedAcceptance("1", "11", None), LoadedAcceptance("2", "21", None)],
    ]
    for slice_ in rows:
        load(number, slice_)
    complete(number)
    return rows


def bring(rows: Sequence[Sequence[Any]]) -> tuple[int, list[Loaded]]:
    """A newer archive, loaded but not complete."""
    number = batch(SOURCE)
    load_persons(number, "a", "b", "c", "d")
    return number, [load(number, slice_) for slice_ in rows if slice_]


def apply(number: int) -> Progress:
    complete(number)
    progress = discussions.apply_changes(number, 10.0)
    assert progress.done
    check_counts()
    return progress


def revert(number: int) -> Progress:
    undo(number)
    progress = discussions.revert_changes(number, 10.0)
    assert progress.done
    check_counts()
    return progress


def texts() -> dict[str, str]:
    return {str(post.source_key): post.html for post in Post.objects.exclude(source=None)}


def without_serials(tables: dict[str, list[dict[str, object]]]) -> object:
    """The rows that readers see: what an undone batch left behind by the way is none of them."""
    tags = sorted((str(row["topic_id"]), str(row["tag_id"])) for row in tables["TopicTag"])
    return tables["Topic"], tables["Post"], tags, tables["Vote"], tables["TopicLink"]


def test_changed_texts_become_edits(old: Any) -> None:
    topics, posts, _ = old
    before = texts()
    number, loaded = bring(
        [
            [replace(topics[0], html="<p>New question</p>", title="New title"), topics[1]],
            [replace(posts[0], html="<p>New answer</p>", edited_at=day(50)), *posts[1:]],
        ]
    )
    assert [(one.changed, one.unchanged, one.created, one.kept) for one in loaded] == [(1, 1, 0, 0), (1, 3, 0, 0)]
    assert texts() == before
    assert (Topic.objects.get(source_key="1").title, Revision.objects.count()) == ("Title 1", 0)
    assert standing("edited") == []
    assert apply(number) == Progress(True, changed=3, kept=0)
    assert texts() == {**before, "1": "<p>New question</p>", "11": "<p>New answer</p>"}
    question, answer = Post.objects.get(source_key="1"), Post.objects.get(source_key="11")
    assert Topic.objects.get(source_key="1").title == "New title"
    assert (answer.edited_at, answer.edited_here) == (day(50), False)
    kept = {revision.post_id: revision for revision in Revision.objects.all()}
    assert (kept[question.id].html, kept[question.id].title) == ("<p>Body 1</p>", "Title 1")
    assert (kept[answer.id].html, kept[answer.id].at, kept[answer.id].batch_id) == ("<p>Body 11</p>", day(50), number)
    assert {about for _, about, _ in standing("edited")} == {
        f"discussions.post:{question.id}",
        f"discussions.post:{answer.id}",
    }
    assert [card.from_archive for card in discussions.revisions(host(), answer.uid)] == [True]


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


def test_what_members_edited_is_not_overwritten(old: Any) -> None:
    topics, posts, accepted = old
    hanna = host()
    uids = dict(Post.objects.values_list("source_key", "uid"))
    discussions.edit(actor=hanna, post=uids["1"], body="<p>Ours</p>", title="Our title")
    discussions.tag(actor=hanna, topic=Topic.objects.get(source_key="1").uid, names=["ours"])
    discussions.unaccept(actor=hanna, topic=Topic.objects.get(source_key="1").uid)
    discussions.accept(actor=hanna, post=uids["22"])
    _, loaded = bring([topics, posts, accepted])
    assert [(one.kept, one.changed, one.unchanged) for one in loaded] == [(0, 0, 2), (0, 0, 4), (0, 0, 2)]
    number, loaded = bring(
        [
            [replace(topics[0], html="<p>New</p>", title="New", tags=("rye",)), topics[1]],
            [],
            [replace(accepted[0], answer_key="12"), LoadedAcceptance("2", None, None)],
        ]
    )
    assert [(one.kept, one.changed, one.unchanged) for one in loaded] == [(1, 0, 1), (2, 0, 0)]
    before = state()
    assert apply(number) == Progress(True, 0, 0)
    assert state() == before
    assert [about for _, about, _ in standing("accepted")] == [
        f"discussions.post:{Post.objects.get(source_key='22').id}"
    ]


def test_who_is_quicker_than_the_archive_keeps_what_they_did(old: Any) -> None:
    topics, posts, accepted = old
    hanna = host()
    number, _ = bring(
        [
            [replace(topics[0], html="<p>New</p>", title="New", tags=("rye",))],
            [replace(posts[0], html="<p>New</p>")],
            [replace(accepted[0], answer_key="12")],
        ]
    )
    discussions.edit(actor=hanna, post=Post.objects.get(source_key="1").uid, body="<p>Ours</p>")
    discussions.tag(actor=hanna, topic=Topic.objects.get(source_key="1").uid, names=["ours"])
    discussions.accept(actor=hanna, post=Post.objects.get(source_key="12").uid)
    assert apply(number) == Progress(True, changed=1, kept=4)
    topic = Topic.objects.get(source_key="1")
    assert (topic.title, texts()["1"], texts()["11"]) == ("Title 1", "<p>Ours</p>", "<p>New</p>")
    assert list(topic.tags.values_list("tag__name", flat=True)) == ["ours"]
    assert topic.accepted is not None
    assert topic.accepted.source_key == "12"
    assert {(actor, about) for actor, about, _ in standing("accepted")} == {
        (Topic.objects.get(source_key="2").author_id, f"discussions.post:{Post.objects.get(source_key='21').id}"),
        (me(hanna), f"discussions.post:{topic.accepted_id}"),
    }
    assert {about for _, about, _ in standing("edited")} == {
        f"discussions.post:{topic.opening_id}",
        f"discussions.post:{Post.objects.get(source_key='11').id}",
    }
    assert len(standing("edited")) == 2


def test_what_was_edited_after_the_newer_archive_stays_when_it_is_undone(old: Any) -> None:
    topics, posts, _ = old
    hanna = host()
    number, _ = bring([[replace(topics[0], html="<p>New</p>")], [replace(posts[0], html="<p>New</p>")]])
    apply(number)
    discussions.edit(actor=hanna, post=Post.objects.get(source_key="11").uid, body="<p>Ours</p>")
    assert revert(number).changed == 1
    assert (texts()["1"], texts()["11"]) == ("<p>Body 1</p>", "<p>Ours</p>")


def test_an_acceptance_that_is_gone_is_withdrawn(old: Any) -> None:
    _, _, accepted = old
    number, (loaded,) = bring([[accepted[0], LoadedAcceptance("2", None, None)]])
    assert (loaded.changed, loaded.unchanged, len(standing("accepted"))) == (1, 1, 2)
    assert Topic.objects.filter(accepted=None).count() == 0
    apply(number)
    first, second = Topic.objects.order_by("source_key")
    assert (second.accepted_id, second.accepted_at) == (None, None)
    assert [about for _, about, _ in standing("accepted")] == [f"discussions.post:{first.accepted_id}"]


def test_an_acceptance_that_was_spoilt_counts_as_gone(old: Any) -> None:
    number, (loaded,) = bring([[LoadedAcceptance("1", "21", None)]])
    assert ([one.reason for one in loaded.refused], loaded.changed) == (
        ["The accepted post is no answer of this question."],
        1,
    )
    apply(number)
    assert Topic.objects.get(source_key="1").accepted_id is None


def test_the_archive_may_say_another_time_of_an_acceptance(old: Any) -> None:
    before = _accepted_at()
    number, (loaded,) = bring([[LoadedAcceptance("1", "11", day(70)), LoadedAcceptance("2", "21", None)]])
    assert (loaded.changed, loaded.unchanged) == (1, 1)
    apply(number)
    topic = Topic.objects.get(source_key="1")
    assert (topic.accepted_id, topic.accepted_at) == (_answer("11"), day(70))
    assert before == [day(11), day(21)]
    assert _accepted_at() == [day(21), day(70)]
    third, (again,) = bring([[LoadedAcceptance("1", "11", day(70))]])
    assert (again.changed, again.unchanged) == (0, 1)
    undo(third)
    revert(number)
    assert Topic.objects.get(source_key="1").accepted_at == day(11)
    assert _accepted_at() == before


def test_an_acceptance_that_was_taken_here_keeps_its_time(old: Any) -> None:
    hanna = host()
    discussions.unaccept(actor=hanna, topic=Topic.objects.get(source_key="1").uid)
    discussions.accept(actor=hanna, post=Post.objects.get(source_key="11").uid)
    here = Topic.objects.get(source_key="1").accepted_at
    number, (loaded,) = bring([[LoadedAcceptance("1", "11", day(70))]])
    assert (loaded.changed, loaded.unchanged) == (0, 1)
    apply(number)
    assert Topic.objects.get(source_key="1").accepted_at == here
    assert len(standing("accepted")) == 2


def _answer(key: str) -> int:
    return Post.objects.get(source_key=key).pk


def _accepted_at() -> list[datetime]:
    """When the standing acceptances happened."""
    with connection.cursor() as cursor:
        cursor.execute("select occurred_at from ledger_standing where word = 'accepted' order by 1")
        return [at for (at,) in cursor]


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


def test_missing_posts_are_left(old: Any) -> None:
    topics, posts, accepted = old
    number, _ = bring([topics[:1], posts[:1], accepted[:1]])
    apply(number)
    assert (Topic.objects.count(), Post.objects.count()) == (2, 6)
    assert len(standing("answered")) == 4


def test_what_was_deleted_here_stays_deleted(old: Any) -> None:
    _, posts, accepted = old
    hanna, answer = host(), Post.objects.get(source_key="11")
    discussions.delete(actor=hanna, post=answer.uid, reason="spam")
    assert len(standing("answered")) == 3
    number, loaded = bring([posts, accepted])
    apply(number)
    assert (loaded[0].unchanged, len(standing("answered"))) == (4, 3)
    assert (loaded[1].unchanged, len(standing("accepted"))) == (2, 1)
    answer.refresh_from_db()
    assert answer.deleted_at is not None


def test_links_in_changed_texts_lead_to_the_pages_here(old: Any) -> None:
    topics, posts, _ = old
    html = '<p><a href="archive:12">there</a></p>'
    number, _ = bring([topics[:1], [replace(posts[0], html=html, refs=(("archive:12", "12"),))]])
    assert discussions.rewrite(number, 10.0) == Progress(True, 1)
    assert ImportedRef.objects.count() == 0
    assert texts()["11"] == "<p>Body 11</p>"
    apply(number)
    url = discussions.urls_of(SOURCE, ["12"])["12"]
    assert texts()["11"] == f'<p><a href="{url}" rel="nofollow noopener ugc">there</a></p>'


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


def test_members_vote_on_what_an_archive_scored(old: Any) -> None:
    topics, _, _ = old
    mia = member("Mia")
    uid = Post.objects.get(source_key="1").uid
    assert discussions.vote(actor=mia, post=uid, value="up").score == 4
    number, _ = bring([[replace(topics[0], score=10)]])
    apply(number)
    assert Topic.objects.get(source_key="1").score == 11
    revert(number)
    assert Topic.objects.get(source_key="1").score == 4

"""Texts that a newer archive changes, and what members wrote over them."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from belong.community.discussions import public as discussions
from belong.community.discussions.models import ImportedRef, Post, Revision, Topic
from belong.community.discussions.public import LoadedAcceptance, Progress
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.newer.bringing import apply, bring, revert
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    day,
    group,
    load_persons,
    me,
    standing,
    state,
)
from belong.ground.people.tests.support import batch, complete, host

pytestmark = pytest.mark.django_db


def texts() -> dict[str, str]:
    return {str(post.source_key): post.html for post in Post.objects.exclude(source=None)}


def test_what_is_a_question_or_an_answer_now_was_said_on_the_channel_of_its_archive(db: None) -> None:
    group_id, number = group().id, batch(SOURCE)
    load_persons(number, "a", "b")
    topic, post = (
        a_topic("1", group_id, kind="conversation", channel="mail"),
        a_post("11", kind="reply", channel="mail"),
    )
    load(number, [topic])
    load(number, [post])
    complete(number)
    newer, _ = bring([[replace(topic, kind="question")], [replace(post, kind="answer")]])
    apply(newer)
    with connection.cursor() as cursor:
        cursor.execute("select word, channel from ledger_standing where word in ('asked', 'answered') order by word")
        assert cursor.fetchall() == [("answered", "mail"), ("asked", "mail")]


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

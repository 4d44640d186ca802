"""What is deleted counts for nothing any more."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.tests.support import (
    answered,
    check_counts,
    group,
    me,
    opening_of,
    question,
    standing,
)
from belong.ground.kernel.public import frozen
from belong.ground.people.tests.support import host, member, on, recording

pytestmark = pytest.mark.django_db


def test_deleting_an_answer_withdraws_all_that_it_counted_for() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    with frozen(on(2024, 1)):
        asked = question(mia)
    with frozen(on(2024, 2)):
        kept = answered(mia, asked)
    with frozen(on(2024, 3)):
        gone = answered(tom, asked)
    discussions.accept(actor=mia, post=gone.uid)
    discussions.vote(actor=mia, post=gone.uid, value="up")
    discussions.edit(actor=tom, post=gone.uid, body="Sold!")
    with recording() as facts:
        discussions.delete(actor=tom, post=gone.uid, reason=" I was  wrong ")
    topic, post = Topic.objects.get(), Post.objects.get(pk=gone.id)
    assert (topic.answers, topic.accepted_id, topic.last_at) == (1, None, on(2024, 2))
    assert post.deleted_at is not None
    assert post.deleted_reason == "I was wrong"
    assert sorted(map(str, facts.words)) == ["deleted", "withdrawn", "withdrawn", "withdrawn", "withdrawn"]
    assert [about for _, about, _ in standing("answered")] == [f"discussions.post:{kept.id}"]
    assert (standing("accepted"), standing("voted"), standing("edited")) == ([], [], [])
    assert standing("deleted") == [(me(tom), f"discussions.post:{gone.id}", me(tom))]
    check_counts()


def test_deleting_the_opening_post_deletes_the_topic() -> None:
    mia, tom, hanna = member("Mia"), member("Tom"), host()
    group()
    asked = question(mia)
    answer = answered(tom, asked)
    discussions.reply(actor=mia, post=answer.uid, body="Thanks.")
    discussions.accept(actor=mia, post=answer.uid)
    discussions.vote(actor=mia, post=answer.uid, value="up")
    discussions.edit(actor=tom, post=answer.uid, body="Sold!")
    other = answered(tom, question(mia))
    discussions.delete(actor=hanna, post=opening_of(asked), reason="spam")
    topic = Topic.objects.get(pk=asked.id)
    assert topic.deleted_at == topic.opening.deleted_at is not None  # type: ignore[union-attr]
    assert topic.accepted_id is None
    assert [about for _, about, _ in standing("answered")] == [f"discussions.post:{other.id}"]
    assert [len(standing(word)) for word in ("asked", "replied", "accepted", "voted", "edited")] == [1, 0, 0, 0, 0]
    assert [card.deleted for card in discussions.latest(mia).items] == [False]
    assert sorted(card.deleted for card in discussions.latest(hanna).items) == [False, True]
    check_counts()

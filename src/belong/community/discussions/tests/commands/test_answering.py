"""Answering and replying."""

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
)
from belong.ground.kernel.public import frozen
from belong.ground.people.tests.support import member, on, recording

pytestmark = pytest.mark.django_db


def test_an_answer_is_counted_and_recorded() -> None:
    mia, tom, brewers = member("Mia"), member("Tom"), group()
    with frozen(on(2024, 1)):
        asked = question(mia)
    with frozen(on(2024, 2)), recording() as facts:
        card = discussions.answer(actor=tom, topic=asked.uid, body="Because.")
    topic = Topic.objects.get()
    assert (topic.answers, topic.replies, topic.last_at) == (1, 0, on(2024, 2))
    assert card.url == f"/topics/{topic.uid}#post-{card.uid}"
    (fact,) = facts.rows
    assert (fact["word"], fact["actor"], fact["counterpart"], fact["about"], fact["group"], fact["payload"]) == (
        "answered",
        me(tom),
        me(mia),
        f"discussions.post:{card.id}",
        brewers.id,
        {"topic": topic.id},
    )
    check_counts()


def test_replies_stand_under_what_they_answer() -> None:
    mia, tom, ann = member("Mia"), member("Tom"), member("Ann")
    group()
    asked = question(mia)
    answer = answered(tom, asked)
    with recording() as facts:
        to_topic = discussions.reply(actor=tom, topic=asked.uid, body="What exactly?")
        to_opening = discussions.reply(actor=ann, post=opening_of(asked), body="Yes?")
        to_answer = discussions.reply(actor=ann, post=answer.uid, body="Really?")
        to_reply = discussions.reply(actor=mia, post=to_answer.uid, body="Truly.")
    rows = {post.id: (post.parent_id, post.root_id) for post in Post.objects.filter(kind="reply")}
    assert rows == {
        to_topic.id: (None, None),
        to_opening.id: (None, None),
        to_answer.id: (answer.id, answer.id),
        to_reply.id: (to_answer.id, answer.id),
    }
    assert [(fact["word"], fact["actor"], fact["counterpart"]) for fact in facts.rows] == [
        ("replied", me(tom), me(mia)),
        ("replied", me(ann), me(mia)),
        ("replied", me(ann), me(tom)),
        ("replied", me(mia), me(ann)),
    ]
    assert Topic.objects.get().replies == 4
    check_counts()

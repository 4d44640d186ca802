"""Asking a question, starting a conversation."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.tests.support import (
    group,
    me,
)
from belong.ground.kernel.public import frozen
from belong.ground.people.tests.support import member, on, recording

pytestmark = pytest.mark.django_db


def test_a_member_asks_a_question() -> None:
    mia, brewers = member("Mia"), group()
    with frozen(on(2024)), recording() as facts:
        card = discussions.ask(
            actor=mia, group="brewers", title="  Why  is it\nsour? ", body="*Help* <b>me</b>", tags=["Sour", "wild ale"]
        )
    topic, post = Topic.objects.get(), Post.objects.get()
    assert (topic.kind, topic.title, topic.group_id, topic.author_id, topic.created_at, topic.last_at) == (
        "question",
        "Why is it sour?",
        brewers.id,
        me(mia),
        on(2024),
        on(2024),
    )
    assert (topic.answers, topic.replies, topic.score, topic.opening_id, topic.batch_id) == (0, 0, 0, post.id, None)
    assert (post.kind, post.topic_id, post.author_id, post.source_text) == (
        "opening",
        topic.id,
        me(mia),
        "*Help* <b>me</b>",
    )
    assert "<em>Help</em> &lt;b&gt;me&lt;/b&gt;" in post.html
    assert [tag.name for tag in card.tags] == ["sour", "wild-ale"]
    assert (card.url, card.group.url) == (f"/topics/{topic.uid}", "/groups/brewers/")
    assert facts.rows == [
        {
            "word": "asked",
            "actor": me(mia),
            "counterpart": None,
            "about": f"discussions.topic:{topic.id}",
            "group": brewers.id,
            "channel": "site",
            "direction": "in",
            "turf": "ours",
            "purpose": None,
            "occurred_at": on(2024),
            "recorded_by": None,
            "batch": None,
            "backfill": False,
            "payload": {},
        }
    ]


def test_a_member_starts_a_conversation() -> None:
    mia = member("Mia")
    group()
    with recording() as facts:
        card = discussions.start(actor=mia, group="brewers", title="Hello", body="I am new.")
    assert (card.kind, facts.words) == ("conversation", ["started"])

"""A vote counts once and can be changed."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic, Vote
from belong.community.discussions.tests.support import (
    check_counts,
    group,
    me,
    opening_of,
    question,
    standing,
)
from belong.ground.people.tests.support import member, recording

pytestmark = pytest.mark.django_db


def test_votes_count_once_and_can_be_changed() -> None:
    mia, tom, ann = member("Mia"), member("Tom"), member("Ann")
    group()
    asked = question(mia)
    opening = opening_of(asked)
    with recording() as facts:
        assert discussions.vote(actor=tom, post=opening, value="up").my_vote == 1
    (fact,) = facts.rows
    assert (fact["word"], fact["actor"], fact["counterpart"], fact["payload"]) == (
        "voted",
        me(tom),
        me(mia),
        {"topic": asked.id, "value": 1},
    )
    discussions.vote(actor=ann, post=opening, value="up")
    assert (Post.objects.get().score, Topic.objects.get().score) == (2, 2)
    with recording() as facts:
        discussions.vote(actor=tom, post=opening, value="up")
    assert facts.rows == []
    with recording() as facts:
        assert discussions.vote(actor=tom, post=opening, value="down").score == 0
    assert facts.words == ["withdrawn", "voted"]
    with recording() as facts:
        discussions.vote(actor=tom, post=opening, value="none")
    assert facts.words == ["withdrawn"]
    assert [vote.person_id for vote in Vote.objects.all()] == [me(ann)]
    assert (Topic.objects.get().score, len(standing("voted"))) == (1, 1)
    check_counts()

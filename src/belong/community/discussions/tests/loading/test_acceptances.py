"""An acceptance is never before its answer."""

import pytest

from belong.community.discussions.models import Topic
from belong.community.discussions.public import (
    LoadedAcceptance,
)
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import (
    a_post,
    a_topic,
    day,
)
from belong.ground.people.tests.support import recording

pytestmark = pytest.mark.django_db


def test_an_acceptance_is_never_before_its_answer(number: int, group_id: int) -> None:
    load(number, [a_topic("1", group_id), a_topic("2", group_id)])
    load(number, [a_post("10"), a_post("11", "2")])
    with recording() as facts:
        load(number, [LoadedAcceptance("1", "10", day(3)), LoadedAcceptance("2", "11", day(30))])
    assert [fact["occurred_at"] for fact in facts.rows] == [day(10), day(30)]
    topics = Topic.objects.order_by("id")
    assert [topic.accepted_at for topic in topics] == [day(10), day(30)]
    assert [(fact["actor"], fact["counterpart"]) for fact in facts.rows] == [
        (topic.author_id, topic.accepted and topic.accepted.author_id) for topic in topics
    ]

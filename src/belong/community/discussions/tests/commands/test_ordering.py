"""Moving, tagging and linking topics."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Topic, TopicLink, TopicTag
from belong.community.discussions.tests.support import (
    group,
    me,
    question,
)
from belong.ground.people.tests.support import host, member, recording

pytestmark = pytest.mark.django_db


def test_a_host_moves_a_topic() -> None:
    mia, hanna, brewers, bakers = member("Mia"), host(), group(), group("Bakers")
    asked = question(mia)
    with recording() as facts:
        card = discussions.move(actor=hanna, topic=asked.uid, group="bakers")
    assert (card.group.slug, Topic.objects.get().group_id) == ("bakers", bakers.id)
    assert [
        (fact["word"], fact["actor"], fact["counterpart"], fact["group"], fact["payload"]) for fact in facts.rows
    ] == [("moved", me(hanna), me(mia), bakers.id, {"left": brewers.id})]
    with recording() as facts:
        discussions.move(actor=hanna, topic=asked.uid, group="bakers")
    assert facts.rows == []


def test_tags_are_set_as_a_whole() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    with recording() as facts:
        card = discussions.tag(actor=mia, topic=asked.uid, names=["Hops", "malt"])
    assert [tag.slug for tag in card.tags] == ["hops", "malt"]
    assert (facts.words, facts[0]["payload"]) == (["tagged"], {})
    with recording() as facts:
        discussions.tag(actor=mia, topic=asked.uid, names=["malt"])
    hops = facts[0]["payload"]
    assert (facts.words, list(hops)) == (["tagged"], ["tag"])  # type: ignore[call-overload]
    assert TopicTag.objects.count() == 1
    with recording() as facts:
        discussions.tag(actor=mia, topic=asked.uid, names=["MALT", "malt"])
    assert facts.rows == []


def test_a_link_is_made_once() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    one, two = question(mia), question(tom, title="Again?")
    with recording() as facts:
        card = discussions.link(actor=mia, topic=one.uid, target=two.uid, kind="duplicate")
        discussions.link(actor=mia, topic=one.uid, target=two.uid, kind="duplicate")
    assert (card.kind, card.title, card.url, card.outgoing) == ("duplicate", "Again?", two.url, True)
    assert TopicLink.objects.count() == 1
    assert [(fact["word"], fact["about"], fact["payload"]) for fact in facts.rows] == [
        ("linked", f"discussions.topic:{one.id}", {"other": two.id})
    ]

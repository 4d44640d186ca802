"""One accepted answer, by the asker or a host, and back."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Topic
from belong.community.discussions.tests.support import (
    answered,
    group,
    me,
    question,
    standing,
)
from belong.ground.kernel.public import frozen
from belong.ground.people.tests.support import host, member, on, recording

pytestmark = pytest.mark.django_db


def test_accepting_another_answer_ends_the_first_acceptance() -> None:
    mia, tom, ann, brewers = member("Mia"), member("Tom"), member("Ann"), group()
    asked = question(mia)
    first, second = answered(tom, asked), answered(ann, asked)
    with frozen(on(2031)), recording() as facts:
        assert discussions.accept(actor=mia, post=first.uid).accepted
    (fact,) = facts.rows
    assert (fact["word"], fact["actor"], fact["counterpart"], fact["about"], fact["group"], fact["payload"]) == (
        "accepted",
        me(mia),
        me(tom),
        f"discussions.post:{first.id}",
        brewers.id,
        {"topic": asked.id},
    )
    with recording() as facts:
        discussions.accept(actor=mia, post=first.uid)
    assert facts.rows == []
    with recording() as facts:
        discussions.accept(actor=mia, post=second.uid)
    assert facts.words == ["withdrawn", "accepted"]
    assert standing("accepted") == [(me(mia), f"discussions.post:{second.id}", me(ann))]
    assert Topic.objects.get().accepted_id == second.id


def test_a_host_accepts_in_their_own_name() -> None:
    mia, tom, hanna = member("Mia"), member("Tom"), host()
    group()
    answer = answered(tom, question(mia))
    discussions.accept(actor=hanna, post=answer.uid)
    assert standing("accepted") == [(me(hanna), f"discussions.post:{answer.id}", me(tom))]


def test_an_acceptance_is_taken_back() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    asked = question(mia)
    discussions.accept(actor=mia, post=answered(tom, asked).uid)
    card = discussions.unaccept(actor=mia, topic=asked.uid)
    topic = Topic.objects.get()
    assert (card.accepted, topic.accepted_id, topic.accepted_at, standing("accepted")) == (False, None, None, [])

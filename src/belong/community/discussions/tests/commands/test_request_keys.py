"""A form that is sent twice does its deed once."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.tests.support import (
    group,
    question,
    sent,
    state,
)
from belong.ground.kernel.public import Invalid
from belong.ground.people.tests.support import member, recording

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("deed", ["ask", "answer", "reply"])
def test_a_double_click_gives_the_first_result(deed: str) -> None:
    mia = member("Mia")
    group()
    topic = question(mia)

    first = sent(deed, mia, topic)
    before = state()
    with recording() as facts:
        assert sent(deed, mia, topic) == first
    assert (state(), facts.rows) == (before, [])


def test_a_request_key_is_its_actors_own_and_for_one_thing() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    topic = question(mia)
    discussions.answer(actor=mia, topic=topic.uid, body="B", request_key="k")
    discussions.answer(actor=tom, topic=topic.uid, body="B", request_key="k")
    before = state()
    with pytest.raises(Invalid) as wrong:
        discussions.reply(actor=mia, topic=topic.uid, body="B", request_key="k")
    assert set(wrong.value.errors) == {"request_key"}
    assert state() == before

"""Replies beyond the first few go on elsewhere."""

from uuid import uuid4

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.tests.reading.archive import imported
from belong.community.discussions.tests.support import (
    group,
    question,
)
from belong.ground.kernel.public import NotFound
from belong.ground.people.tests.support import member

pytestmark = pytest.mark.django_db


def test_many_replies_go_on_elsewhere() -> None:
    (topic,) = imported(answers=1, replies=70)
    mia = member("Mia")
    thread = discussions.topic_page(mia, topic.uid).posts[0]
    assert (len(thread.replies), thread.more) == (30, True)
    ids, cursor = [], None
    while True:
        page = discussions.replies_of(mia, thread.post.uid, cursor)
        ids += [card.id for card in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(ids) == len(set(ids)) == 70
    assert tuple(ids[:30]) == tuple(card.id for card in thread.replies)
    with pytest.raises(NotFound):
        discussions.replies_of(mia, uuid4())


def test_the_replies_to_a_question_go_on_elsewhere_too() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    for number in range(31):
        discussions.reply(actor=mia, topic=asked.uid, body=f"{number}")
    opening = discussions.topic_page(mia, asked.uid).opening
    assert opening is not None
    assert (len(opening.replies), opening.more) == (30, True)
    page = discussions.replies_of(mia, opening.post.uid)
    assert len(discussions.replies_of(mia, opening.post.uid, page.next).items) == 1

"""Nobody writes in a closed group; what was written is read and put in order as before, and keeps it from going."""

from collections.abc import Callable
from functools import partial

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Topic
from belong.community.discussions.tests.support import answered, facts, group, opening_of, question, state
from belong.ground.groups.public import CLOSED, close_group, removal, reopen_group
from belong.ground.kernel.public import Refused, now
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import HOUSE, batch, host, member, undo

pytestmark = pytest.mark.django_db


def refused(call: Callable[[], object]) -> None:
    before = state(), facts()
    with pytest.raises(Refused) as wrong:
        call()
    assert (wrong.value.reason, (state(), facts())) == (str(CLOSED), before)


def test_nobody_founds_a_topic_answers_or_replies() -> None:
    mia, tom, hanna = member("Mia"), member("Tom"), host()
    group()
    group("Elsewhere")
    asked, other = question(mia), question(mia, "elsewhere")
    answer = answered(tom, asked)
    talk = discussions.start(actor=mia, group="brewers", title="Hello", body="There.")
    close_group(actor=HOUSE, slug="brewers")
    for actor in (mia, hanna):
        refused(partial(discussions.ask, actor=actor, group="brewers", title="T", body="B"))
        refused(partial(discussions.start, actor=actor, group="brewers", title="T", body="B"))
        refused(partial(discussions.answer, actor=actor, topic=asked.uid, body="B"))
        refused(partial(discussions.reply, actor=actor, topic=talk.uid, body="B"))
        refused(partial(discussions.reply, actor=actor, post=answer.uid, body="B"))
    refused(lambda: discussions.move(actor=hanna, topic=other.uid, group="brewers"))
    reopen_group(actor=HOUSE, slug="brewers")
    assert discussions.answer(actor=hanna, topic=asked.uid, body="B").kind == "answer"


def test_what_was_sent_before_it_closed_is_answered_as_it_was() -> None:
    mia = member("Mia")
    group()
    asked = discussions.ask(actor=mia, group="brewers", title="T", body="B", request_key="1")
    replied = discussions.reply(actor=mia, topic=asked.uid, body="R", request_key="2")
    close_group(actor=HOUSE, slug="brewers")
    assert discussions.ask(actor=mia, group="brewers", title="T", body="B", request_key="1").uid == asked.uid
    assert discussions.reply(actor=mia, topic=asked.uid, body="R", request_key="2").uid == replied.uid


def test_what_was_written_is_read_valued_mended_and_put_in_order() -> None:
    mia, tom, hanna = member("Mia"), member("Tom"), host()
    group()
    group("Elsewhere")
    asked = question(mia)
    answer = answered(tom, asked)
    card = close_group(actor=HOUSE, slug="brewers")
    page = discussions.topic_page(mia, asked.uid)
    assert page.closed_at == card.closed_at
    assert page.may_answer.reason == page.may_reply.reason == str(CLOSED)
    assert [one.post.uid for one in page.posts] == [answer.uid]
    assert discussions.post_source(mia, answer.uid).may_reply.reason == str(CLOSED)
    assert discussions.accept(actor=mia, post=answer.uid).accepted
    discussions.vote(actor=mia, post=answer.uid, value="up")
    discussions.edit(actor=tom, post=answer.uid, body="Better.")
    discussions.tag(actor=mia, topic=asked.uid, names=["hops"])
    assert discussions.move(actor=hanna, topic=asked.uid, group="elsewhere").group.slug == "elsewhere"
    assert discussions.topic_page(mia, asked.uid).may_answer


def test_its_open_questions_are_offered_to_nobody() -> None:
    mia, hanna = member("Mia"), host()
    made = group()
    asked = question(mia)
    insider = Actor(person=hanna.person, roles=hanna.roles, groups=frozenset({made.id}))
    began = asked.created_at

    def offered() -> list[int]:
        return [
            len(discussions.latest(insider, unanswered=True).items),
            len(discussions.chances(insider)),
            discussions.waiting_since(insider, began, now()),
        ]

    assert offered() == [1, 1, 1]
    close_group(actor=HOUSE, slug="brewers")
    assert offered() == [0, 0, 0]
    assert [one.uid for one in discussions.latest(insider, "brewers", unanswered=True).items] == [asked.uid]
    assert [one.uid for one in discussions.latest(insider).items] == [asked.uid]


def test_a_group_is_removed_only_while_no_topic_of_any_state_stands_in_it() -> None:
    mia, hanna = member("Mia"), host()
    group()
    group("Elsewhere")
    assert removal(hanna, "brewers")
    asked = question(mia)
    assert not removal(hanna, "brewers")
    discussions.delete(actor=mia, post=opening_of(asked), reason="Mistaken.")
    assert not removal(hanna, "brewers")
    moved = question(mia, "elsewhere")
    discussions.move(actor=hanna, topic=moved.uid, group="brewers")
    assert removal(hanna, "elsewhere")


def test_topics_of_an_archive_that_does_not_stand_are_topics_too() -> None:
    made, number = group(), batch("old")
    Topic.objects.create(
        kind="question", title="T", group_id=made.id, created_at=now(), last_at=now(), batch_id=number,
        source="old", source_key="1",
    )  # fmt: skip
    undo(number)
    assert "can be closed, not removed" in removal(HOUSE, "brewers").reason

"""What waits for one reader: who did what towards them, and what is theirs to answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.cards import ERASED_TITLE
from belong.community.discussions.models import Topic
from belong.community.discussions.tests.support import answered, group, me, opening_of, question
from belong.ground.kernel.public import frozen, now
from belong.ground.people.tests.support import VISITOR, member, on, queries

pytestmark = pytest.mark.django_db
AGO = on(2024, 1)


def test_the_latest_answer_to_a_question_waits_until_one_is_accepted() -> None:
    mia, tom, ann = member("Mia"), member("Tom"), member("Ann")
    group()
    with frozen(on(2024, 2)):
        asked = question(mia, title="Why?")
        answered(mia, asked, "My own thought.")
    with frozen(on(2024, 3)):
        first = answered(tom, asked)
    with frozen(on(2024, 4)):
        second = answered(ann, asked)
    [waits] = discussions.answers_to_you(mia, AGO)
    assert (waits.title, waits.url, waits.at, waits.further) == ("Why?", second.url, on(2024, 4), 1)
    assert waits.author is not None and waits.author.id == me(ann)
    assert [one.url for one in discussions.answers_to_you(mia, on(2024, 4))] == [second.url]
    assert discussions.answers_to_you(tom, AGO) == discussions.answers_to_you(VISITOR, AGO) == []
    discussions.accept(actor=mia, post=first.uid)
    assert discussions.answers_to_you(mia, AGO) == []


def test_what_came_of_what_someone_wrote_is_what_others_did_with_it() -> None:
    mia, tom, ann = member("Mia"), member("Tom"), member("Ann")
    group()
    with frozen(on(2024, 2)):
        asked = question(mia)
        answer = answered(tom, asked)
        own = discussions.reply(actor=tom, post=answer.uid, body="One more word.")
    with frozen(on(2024, 3)):
        reply = discussions.reply(actor=ann, post=answer.uid, body="Thanks!")
    with frozen(on(2024, 4)):
        discussions.accept(actor=mia, post=answer.uid)
    came = discussions.came_of_yours(tom, AGO)
    assert [(one.kind, one.url, one.author and one.author.id) for one in came] == [
        ("accepted", answer.url, me(mia)),
        ("replied", reply.url, me(ann)),
    ]
    assert own.url not in {one.url for one in came}
    assert [one.kind for one in discussions.came_of_yours(tom, on(2024, 4))] == ["accepted"]
    assert discussions.came_of_yours(mia, AGO) == discussions.came_of_yours(VISITOR, AGO) == []


def test_a_reply_to_someones_conversation_comes_of_it() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    talk = discussions.start(actor=mia, group="brewers", title="Hello", body="All")
    reply = discussions.reply(actor=tom, topic=talk.uid, body="Hello!")
    assert [one.url for one in discussions.came_of_yours(mia, AGO)] == [reply.url]


def test_a_chance_names_the_subject_answered_before_or_else_the_group() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    group("Bakers")
    old = discussions.ask(actor=mia, group="brewers", title="Old", body="?", tags=["hops"])
    answered(tom, old)
    plain_one = question(mia, title="In a group")
    hops = discussions.ask(actor=mia, group="bakers", title="Hops", body="?", tags=["hops", "malt"])
    question(tom, title="His own")
    assert [(one.topic.id, [tag.slug for tag in one.subjects], one.group) for one in discussions.chances(tom)] == [
        (hops.id, ["hops"], None)
    ]
    inside = replace(tom, groups=frozenset({plain_one.group.id}))
    assert [(one.topic.id, one.group and one.group.slug) for one in discussions.chances(inside)] == [
        (hops.id, None),
        (plain_one.id, "brewers"),
    ]
    assert discussions.chances(VISITOR) == []


def test_first_words_are_heard_when_somebody_else_wrote_below() -> None:
    mia, tom, ann = member("Mia"), member("Tom"), member("Ann")
    group()
    with frozen(on(2024, 2)):
        asked = question(mia, title="First")
    with frozen(on(2024, 3)):
        question(mia, title="Second")
        answer = answered(tom, asked)
    first = discussions.first_words(ann, [me(mia), me(tom), me(ann)])
    assert set(first) == {me(mia), me(tom)}
    assert (first[me(mia)].title, first[me(mia)].kind, first[me(mia)].heard) == ("First", "question", True)
    assert (first[me(tom)].kind, first[me(tom)].url, first[me(tom)].heard) == ("answer", answer.url, False)
    assert discussions.first_words(ann, []) == discussions.first_words(VISITOR, [me(mia)]) == {}


def test_what_a_reader_may_not_read_waits_for_nobody() -> None:
    mia, tom = member("Mia"), member("Tom")
    group("Vault", "secret")
    group()
    asked = question(mia)
    answered(tom, asked)
    discussions.delete(actor=mia, post=opening_of(question(mia, title="Gone")), reason="Mistaken.")
    assert discussions.waiting_since(tom, AGO, now() + timedelta(days=1)) == 0
    question(mia, title="Open")
    assert discussions.waiting_since(tom, AGO, now() + timedelta(days=1)) == 1
    assert discussions.waiting_since(tom, AGO, now() - timedelta(days=1)) == 0
    assert discussions.waiting_since(VISITOR, AGO, now() + timedelta(days=1)) == 0


def test_as_many_questions_wait_as_are_listed() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    made = []
    for month in (1, 2, 3, 4):
        with frozen(on(2024, month)):
            made.append(question(mia, title=f"Of month {month}"))
    with frozen(on(2024, 3)):
        made.append(question(mia, title="Whose words are gone"))
    Topic.objects.filter(uid=made[-1].uid).update(title=ERASED_TITLE)
    with frozen(on(2024, 5)):
        discussions.reply(actor=tom, post=opening_of(made[1]), body="Which one?")
    asked = (on(2024, 2), on(2024, 4))
    assert discussions.waiting_since(tom, *asked) == 2
    first = discussions.latest(tom, unanswered=True, asked=asked, limit=1)
    second = discussions.latest(tom, unanswered=True, asked=asked, limit=1, cursor=first.next)
    assert [one.title for one in (*first.items, *second.items)] == ["Of month 2", "Of month 3"]
    assert second.next is None
    answered(tom, made[1])
    assert discussions.waiting_since(tom, *asked) == 1


def test_each_panel_takes_a_fixed_number_of_statements() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()

    def taken() -> list[int]:
        panels = (
            lambda: discussions.answers_to_you(mia, AGO),
            lambda: discussions.came_of_yours(mia, AGO),
            lambda: discussions.chances(tom),
            lambda: discussions.first_words(tom, [me(mia)]),
            lambda: discussions.waiting_since(tom, AGO, now()),
        )
        return [queries(panel) for panel in panels]

    def talk() -> None:
        asked = discussions.ask(actor=mia, group="brewers", title="Q", body="?", tags=["hops"])
        discussions.ask(actor=mia, group="brewers", title="Open", body="?", tags=["hops"])
        discussions.reply(actor=tom, post=answered(tom, asked).uid, body="More")

    talk()
    once = taken()
    for _ in range(3):
        talk()
    assert taken() == once

"""What other rooms join with, and what is taken over from an undone import by hand."""

import pytest
from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic, TopicLink, Vote
from belong.community.discussions.public import LoadedLink, LoadedVote
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    answered,
    check_counts,
    day,
    group,
    load_persons,
    me,
    opening_of,
    question,
    standing,
)
from belong.ground.kernel.public import frozen
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import batch, complete, host, member, undo

pytestmark = pytest.mark.django_db


def test_questions_and_answers_that_stand() -> None:
    mia, tom, brewers = member("Mia"), member("Tom"), group()
    with frozen(day(1)):
        asked = question(mia)
        gone = question(mia, title="Gone")
        discussions.start(actor=mia, group="brewers", title="Talk", body="B")
    with frozen(day(2)):
        first, second, third = (answered(tom, asked) for _ in range(3))
        answered(tom, gone)
    with frozen(day(3)):
        discussions.accept(actor=mia, post=second.uid)
    discussions.delete(actor=tom, post=third.uid, reason="R")
    discussions.delete(actor=host(), post=opening_of(gone), reason="R")
    load(batch(SOURCE), [a_topic("9", brewers.id)])
    assert list(discussions.questions()) == [
        {
            "id": asked.id,
            "asker": me(mia),
            "group": brewers.id,
            "asked_at": day(1),
            "answers": 2,
            "accepted_at": day(3),
        }
    ]
    rows = [
        {"topic_id": asked.id, "author_id": me(tom), "answered_at": day(2), "id": card.id, "accepted": card is second}
        for card in (first, second)
    ]
    assert sorted(discussions.answers(), key=lambda row: row["id"]) == rows


def test_a_vote_of_an_undone_import_stands_in_nobodys_way() -> None:
    group_id, first, second = group().id, batch(SOURCE), batch(SOURCE)
    persons = load_persons(first, "a", "b")
    load(first, [a_topic("1", group_id)])
    complete(first)
    load(second, [LoadedVote("1", "b", -1, day(5))])
    complete(second)
    assert discussions.apply_changes(second).done
    assert Topic.objects.get().score == -1
    bee = Actor(person=persons["b"])
    post = Post.objects.get().uid
    undo(second)
    assert discussions.revert_changes(second).done
    assert Topic.objects.get().score == 0
    assert discussions.vote(actor=bee, post=post, value="up").score == 1
    assert (Vote.objects.get().value, len(standing("voted"))) == (1, 1)
    third = batch(SOURCE)
    assert load(third, [LoadedVote("1", "b", -1, day(5))]).unchanged == 1
    complete(third)
    assert Topic.objects.get().score == 1
    check_counts()


def test_an_imported_vote_can_be_taken_back_by_its_person() -> None:
    group_id, number = group().id, batch(SOURCE)
    persons = load_persons(number, "a", "b", "c")
    load(number, [a_topic("1", group_id)])
    load(number, [LoadedVote("1", "b", 1, day(5)), LoadedVote("1", "c", 1, day(5))])
    complete(number)
    card = discussions.vote(actor=Actor(person=persons["b"]), post=Post.objects.get().uid, value="none")
    assert (card.score, [actor for actor, _, _ in standing("voted")]) == (1, [persons["c"]])
    check_counts()


@pytest.mark.parametrize("value", ["up", "down"])
def test_a_vote_here_outlasts_that_of_an_archive_that_is_coming(value: str) -> None:
    group_id, first, second = group().id, batch(SOURCE), batch(SOURCE)
    persons = load_persons(first, "a", "b")
    load(first, [a_topic("1", group_id)])
    complete(first)
    load(second, [LoadedVote("1", "b", -1, day(5))])
    bee, post = Actor(person=persons["b"]), Post.objects.get().uid
    wanted = 1 if value == "up" else -1
    assert discussions.vote(actor=bee, post=post, value=value).score == wanted
    complete(second)
    assert discussions.apply_changes(second).done
    assert (Topic.objects.get().score, Vote.objects.get().value, len(standing("voted"))) == (wanted, wanted, 1)
    undo(second)
    assert discussions.revert_changes(second).done
    assert (Topic.objects.get().score, Vote.objects.get().batch_id, len(standing("voted"))) == (wanted, None, 1)
    discussions.vote(actor=bee, post=post, value="none")
    assert (Topic.objects.get().score, Vote.objects.count(), standing("voted")) == (0, 0, [])
    check_counts()


def test_a_topic_that_two_links_lead_to_is_named_once_by_what_says_more() -> None:
    mia, brewers, number = member("Mia"), group(), batch(SOURCE)
    load_persons(number, "a", "b")
    load(number, [a_topic(key, brewers.id) for key in "123"])
    load(number, [LoadedLink("1", "2", "related", day(3)), LoadedLink("1", "3", "related", day(3))])
    load(number, [LoadedLink("2", "1", "duplicate", day(4)), LoadedLink("3", "1", "related", day(4))])
    complete(number)
    one, two, three = Topic.objects.order_by("id")
    told = [(link.url, link.kind, link.outgoing) for link in discussions.topic_page(mia, one.uid).links]
    assert sorted(told) == sorted(
        [(f"/topics/{two.uid}", "duplicate", False), (f"/topics/{three.uid}", "related", True)]
    )


def test_a_link_of_an_undone_import_is_made_anew() -> None:
    mia, brewers, number = member("Mia"), group(), batch(SOURCE)
    load_persons(number, "a", "b")
    load(number, [a_topic("1", brewers.id), a_topic("2", brewers.id)])
    complete(number)
    linking = batch(SOURCE)
    load(linking, [LoadedLink("1", "2", "related", day(3))])
    complete(linking)
    one, two = Topic.objects.order_by("id")
    asker = Actor(person=one.author_id)
    assert len(discussions.topic_page(mia, one.uid).links) == 1
    undo(linking)
    assert discussions.topic_page(mia, one.uid).links == ()
    discussions.link(actor=asker, topic=one.uid, target=two.uid)
    assert len(discussions.topic_page(mia, one.uid).links) == 1
    link = TopicLink.objects.get()
    assert (link.author_id, link.batch_id, len(standing("linked"))) == (one.author_id, None, 1)


def test_a_failing_slice_leaves_no_post_without_its_fact() -> None:
    group_id, number = group().id, batch(SOURCE)
    load_persons(number, "a", "b")
    load(number, [a_topic("1", group_id)])
    with pytest.raises(RuntimeError), transaction.atomic():
        discussions.load_posts(number, SOURCE, [a_post("2")])
        raise RuntimeError
    complete(number)
    assert (Post.objects.count(), standing("answered"), Topic.objects.get().answers) == (1, [], 0)

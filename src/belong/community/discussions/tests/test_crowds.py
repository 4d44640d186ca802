"""Several at once: what is typed once is there once, and one answer is accepted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from time import sleep

import pytest
from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic, Vote
from belong.community.discussions.public import LoadedVote
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import (
    SOURCE,
    a_topic,
    answered,
    check_counts,
    day,
    group,
    load_persons,
    question,
    sent,
    standing,
    state,
)
from belong.ground.groups.public import CLOSED, close_group
from belong.ground.kernel.public import Refused
from belong.ground.kernel.tests.at_once import at_once
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import HOUSE, batch, complete, host, member, wait_for_a_lock


@pytest.mark.parametrize("deed", ["ask", "answer", "reply"])
def test_a_form_that_is_sent_six_times_at_once_is_taken_once(clone: str, deed: str) -> None:
    mia = member("Mia")
    group()
    topic = question(mia)

    results = at_once(*[partial(sent, deed, mia, topic)] * 6)
    assert len({getattr(result, "id", result) for result in results}) == 1
    assert Post.objects.filter(request_key="k").count() == 1
    assert sum(len(standing(word)) for word in ("asked", "answered", "replied")) == 2
    assert Topic.objects.count() == (2 if deed == "ask" else 1)
    check_counts()


@pytest.mark.parametrize("deed", ["ask", "answer", "reply", "move"])
def test_nobody_writes_in_a_group_that_is_closed_at_this_moment(clone: str, deed: str) -> None:
    mia, hanna = member("Mia"), host()
    group()
    group("Elsewhere")
    topic, other = question(mia), question(mia, "elsewhere")
    write: Callable[[], object] = partial(sent, deed, mia, topic)
    if deed == "move":
        write = partial(discussions.move, actor=hanna, topic=other.uid, group="brewers")
    before = state()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            close_group(actor=HOUSE, slug="brewers")
            late = pool.submit(at_once, write)
            wait_for_a_lock()
        (result,) = late.result()
    assert isinstance(result, Refused) and result.reason == str(CLOSED)
    assert state() == before


def test_six_answers_at_once_are_all_counted(clone: str) -> None:
    mia = member("Mia")
    group()
    topic = question(mia)
    results = at_once(*[lambda: answered(mia, topic)] * 6)
    assert len({getattr(result, "id", result) for result in results}) == 6
    assert Topic.objects.get().answers == 6
    check_counts()


def test_one_answer_is_accepted_however_many_are_chosen_at_once(clone: str) -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    topic = question(mia)
    posts = [answered(tom, topic) for _ in range(4)]
    at_once(*(partial(discussions.accept, actor=mia, post=post.uid) for post in posts))
    (found,) = standing("accepted")
    assert found[1] == f"discussions.post:{Topic.objects.get().accepted_id}"


def test_a_vote_that_is_given_six_times_at_once_counts_once(clone: str) -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    post = answered(tom, question(mia))
    at_once(*[lambda: discussions.vote(actor=mia, post=post.uid, value="up")] * 6)
    assert (Post.objects.get(pk=post.id).score, len(standing("voted"))) == (1, 1)
    check_counts()


def test_a_vote_waits_for_a_slice_with_the_same_persons_vote_and_takes_its_place(clone: str) -> None:
    first, second = batch(SOURCE), batch(SOURCE)
    persons = load_persons(first, "a", "b")
    load(first, [a_topic("1", group().id)])
    complete(first)
    post, stored = Post.objects.get().uid, Event()

    def slice_() -> object:
        with transaction.atomic():
            discussions.load_votes(second, SOURCE, [LoadedVote("1", "b", -1, day(5))])
            stored.set()
            sleep(0.5)
        return None

    def mine() -> object:
        assert stored.wait(10)
        return discussions.vote(actor=Actor(person=persons["b"]), post=post, value="up").score

    assert at_once(slice_, mine) == [None, 1]
    complete(second)
    assert discussions.apply_changes(second).done
    assert (Post.objects.get().score, Vote.objects.get().batch_id, len(standing("voted"))) == (1, None, 1)
    check_counts()

"""Several at once: what is typed once is there once, and one answer is accepted."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connections

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.tests.support import answered, check_counts, group, question, standing
from belong.ground.people.tests.support import member
from tests.databases import clone, clone_template

__all__ = ["clone", "clone_template"]


def together(calls: list[Callable[[], object]]) -> list[object]:
    """What each call gave or raised, all begun at the same moment."""
    barrier, results = Barrier(len(calls)), [object()] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        close_old_connections()
        try:
            barrier.wait(10)
            results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.parametrize("deed", ["ask", "answer", "reply"])
def test_a_form_that_is_sent_six_times_at_once_is_taken_once(clone: str, deed: str) -> None:
    mia = member("Mia")
    group()
    topic = question(mia)

    def do() -> object:
        if deed == "ask":
            return discussions.ask(actor=mia, group="brewers", title="T", body="B", request_key="k")
        command = {"answer": discussions.answer, "reply": discussions.reply}[deed]
        return command(actor=mia, topic=topic.uid, body="B", request_key="k")

    results = together([do] * 6)
    assert len({getattr(result, "id", result) for result in results}) == 1
    assert Post.objects.filter(request_key="k").count() == 1
    assert sum(len(standing(word)) for word in ("asked", "answered", "replied")) == 2
    assert Topic.objects.count() == (2 if deed == "ask" else 1)
    check_counts()


def test_six_answers_at_once_are_all_counted(clone: str) -> None:
    mia = member("Mia")
    group()
    topic = question(mia)
    results = together([lambda: answered(mia, topic)] * 6)
    assert len({getattr(result, "id", result) for result in results}) == 6
    assert Topic.objects.get().answers == 6
    check_counts()


def test_one_answer_is_accepted_however_many_are_chosen_at_once(clone: str) -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    topic = question(mia)
    posts = [answered(tom, topic) for _ in range(4)]
    together([lambda uid=post.uid: discussions.accept(actor=mia, post=uid) for post in posts])  # type: ignore[misc]
    (found,) = standing("accepted")
    assert found[1] == f"discussions.post:{Topic.objects.get().accepted_id}"


def test_a_vote_that_is_given_six_times_at_once_counts_once(clone: str) -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    post = answered(tom, question(mia))
    together([lambda: discussions.vote(actor=mia, post=post.uid, value="up")] * 6)
    assert (Post.objects.get(pk=post.id).score, len(standing("voted"))) == (1, 1)
    check_counts()

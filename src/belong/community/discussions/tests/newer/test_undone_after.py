"""What is left when a newer archive is undone after members did something about the same things."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.public import LoadedAcceptance, LoadedVote
from belong.community.discussions.tests.newer.bringing import apply, bring, revert
from belong.community.discussions.tests.support import a_post, day, me, standing
from belong.ground.people.tests.support import complete, host, undo

pytestmark = pytest.mark.django_db


def accepted_of(key: str) -> tuple[str | None, list[tuple[int | None, str | None]]]:
    """What a question says is accepted, and the standing acceptances in it by actor and answer."""
    topic = Topic.objects.get(source_key=key)
    keys = {f"discussions.post:{post.id}": post.source_key for post in Post.objects.filter(topic=topic)}
    found = [(actor, keys[about]) for actor, about, _ in standing("accepted") if about in keys]
    return (topic.accepted.source_key if topic.accepted else None), found


def newer(old: Sequence[Sequence[Any]], answer: str | None = "12") -> int:
    return bring([[replace(old[2][0], answer_key=answer)]])[0]


def test_an_acceptance_here_stands_alone_when_the_newer_archive_is_undone(old: Any) -> None:
    number = bring([[LoadedAcceptance("1", None, None), LoadedAcceptance("2", "22", None)]])[0]
    apply(number)
    hanna, asker = host(), Topic.objects.get(source_key="2").author_id
    discussions.accept(actor=hanna, post=Post.objects.get(source_key="12").uid)
    revert(number)
    assert accepted_of("1") == ("12", [(me(hanna), "12")])
    assert accepted_of("2") == ("21", [(asker, "21")])


def test_a_third_choice_stands_alone_too(old: Any) -> None:
    number = bring([[replace(old[1][0], key="13")], [replace(old[2][0], answer_key="12")]])[0]
    apply(number)
    hanna = host()
    another = discussions.answer(actor=host("Hugo"), topic=Topic.objects.get(source_key="1").uid, body="So.")
    discussions.accept(actor=hanna, post=another.uid)
    revert(number)
    topic = Topic.objects.get(source_key="1")
    assert topic.accepted_id == another.id
    assert accepted_of("1") == (None, [(me(hanna), None)])


def test_what_was_unaccepted_here_stays_so(old: Any) -> None:
    number = newer(old)
    apply(number)
    discussions.unaccept(actor=host(), topic=Topic.objects.get(source_key="1").uid)
    revert(number)
    assert accepted_of("1") == (None, [])


def test_the_same_answer_accepted_again_counts_once(old: Any) -> None:
    number = newer(old)
    apply(number)
    hanna = host()
    discussions.accept(actor=hanna, post=Post.objects.get(source_key="11").uid)
    revert(number)
    assert accepted_of("1") == ("11", [(me(hanna), "11")])


def test_who_was_quicker_than_the_changes_stands_alone(old: Any) -> None:
    number = bring([[replace(old[1][0], key="13")], [replace(old[2][0], answer_key="12")]])[0]
    complete(number)
    hanna = host()
    another = discussions.answer(actor=host("Hugo"), topic=Topic.objects.get(source_key="1").uid, body="So.")
    discussions.accept(actor=hanna, post=another.uid)
    assert discussions.apply_changes(number, 10.0).kept == 1
    assert accepted_of("1") == (None, [(me(hanna), None)])
    revert(number)
    assert accepted_of("1") == (None, [(me(hanna), None)])


def test_batches_undone_out_of_turn_leave_one_acceptance(old: Any) -> None:
    first = newer(old)
    apply(first)
    second = bring([[replace(old[1][0], key="13")], [replace(old[2][0], answer_key="13")]])[0]
    apply(second)
    asker = Topic.objects.get(source_key="1").author_id
    revert(first)
    assert accepted_of("1") == ("13", [(asker, "13")])


def test_a_deleted_answer_is_not_accepted_again(old: Any) -> None:
    number = newer(old)
    apply(number)
    discussions.delete(actor=host(), post=Post.objects.get(source_key="11").uid, reason="spam")
    undo(number)
    assert discussions.revert_changes(number, 10.0).done
    assert accepted_of("1") == (None, [])


def test_a_deleted_topic_stays_without_facts_whatever_archives_do(old: Any) -> None:
    topics, posts, accepted = old
    uid = Post.objects.get(source_key="1").uid
    number = bring([[a_post("13")], [replace(accepted[0], answer_key="12")], [LoadedVote("12", "b", 1, day(60))]])[0]
    discussions.delete(actor=host(), post=uid, reason="spam")
    apply(number)
    assert accepted_of("1") == (None, [])
    assert ([len(standing(word)) for word in ("asked", "answered", "voted")]) == [1, 2, 0]
    revert(number)
    assert accepted_of("1") == (None, [])
    assert ([len(standing(word)) for word in ("asked", "answered", "voted")]) == [1, 2, 0]
    again = bring([topics, [*posts, a_post("14")], accepted, [LoadedVote("11", "d", 1, day(60))]])[0]
    apply(again)
    assert accepted_of("1") == (None, [])
    assert ([len(standing(word)) for word in ("asked", "answered", "voted")]) == [1, 2, 0]

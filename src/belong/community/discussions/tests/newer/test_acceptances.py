"""Acceptances that a newer archive moves or no longer has."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.public import LoadedAcceptance
from belong.community.discussions.tests.newer.bringing import apply, bring, revert
from belong.community.discussions.tests.support import (
    day,
    standing,
)
from belong.ground.people.tests.support import host, undo

pytestmark = pytest.mark.django_db


def test_an_acceptance_that_is_gone_is_withdrawn(old: Any) -> None:
    _, _, accepted = old
    number, (loaded,) = bring([[accepted[0], LoadedAcceptance("2", None, None)]])
    assert (loaded.changed, loaded.unchanged, len(standing("accepted"))) == (1, 1, 2)
    assert Topic.objects.filter(accepted=None).count() == 0
    apply(number)
    first, second = Topic.objects.order_by("source_key")
    assert (second.accepted_id, second.accepted_at) == (None, None)
    assert [about for _, about, _ in standing("accepted")] == [f"discussions.post:{first.accepted_id}"]


def test_an_acceptance_that_was_spoilt_counts_as_gone(old: Any) -> None:
    number, (loaded,) = bring([[LoadedAcceptance("1", "21", None)]])
    assert ([one.reason for one in loaded.refused], loaded.changed) == (
        ["The accepted post is no answer of this question."],
        1,
    )
    apply(number)
    assert Topic.objects.get(source_key="1").accepted_id is None


def test_the_archive_may_say_another_time_of_an_acceptance(old: Any) -> None:
    before = _accepted_at()
    number, (loaded,) = bring([[LoadedAcceptance("1", "11", day(70)), LoadedAcceptance("2", "21", None)]])
    assert (loaded.changed, loaded.unchanged) == (1, 1)
    apply(number)
    topic = Topic.objects.get(source_key="1")
    assert (topic.accepted_id, topic.accepted_at) == (_answer("11"), day(70))
    assert before == [day(11), day(21)]
    assert _accepted_at() == [day(21), day(70)]
    third, (again,) = bring([[LoadedAcceptance("1", "11", day(70))]])
    assert (again.changed, again.unchanged) == (0, 1)
    undo(third)
    revert(number)
    assert Topic.objects.get(source_key="1").accepted_at == day(11)
    assert _accepted_at() == before


def test_an_acceptance_that_was_taken_here_keeps_its_time(old: Any) -> None:
    hanna = host()
    discussions.unaccept(actor=hanna, topic=Topic.objects.get(source_key="1").uid)
    discussions.accept(actor=hanna, post=Post.objects.get(source_key="11").uid)
    here = Topic.objects.get(source_key="1").accepted_at
    number, (loaded,) = bring([[LoadedAcceptance("1", "11", day(70))]])
    assert (loaded.changed, loaded.unchanged) == (0, 1)
    apply(number)
    assert Topic.objects.get(source_key="1").accepted_at == here
    assert len(standing("accepted")) == 2


def _answer(key: str) -> int:
    return Post.objects.get(source_key=key).pk


def _accepted_at() -> list[datetime]:
    """When the standing acceptances happened."""
    with connection.cursor() as cursor:
        cursor.execute("select occurred_at from ledger_standing where word = 'accepted' order by 1")
        return [at for (at,) in cursor]

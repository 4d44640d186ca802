"""Votes of members on what an archive scored."""

from dataclasses import replace
from typing import Any

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.tests.newer.bringing import apply, bring, revert
from belong.ground.people.tests.support import member

pytestmark = pytest.mark.django_db


def test_members_vote_on_what_an_archive_scored(old: Any) -> None:
    topics, _, _ = old
    mia = member("Mia")
    uid = Post.objects.get(source_key="1").uid
    assert discussions.vote(actor=mia, post=uid, value="up").score == 4
    number, _ = bring([[replace(topics[0], score=10)]])
    apply(number)
    assert Topic.objects.get(source_key="1").score == 11
    revert(number)
    assert Topic.objects.get(source_key="1").score == 4

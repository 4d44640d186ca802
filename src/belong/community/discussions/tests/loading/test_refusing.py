"""What has no place is refused with a reason, and the rest is taken."""

import pytest

from belong.community.discussions.models import Topic, TopicLink, Vote
from belong.community.discussions.public import (
    LoadedAcceptance,
    LoadedLink,
    LoadedVote,
)
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import (
    SOURCE,
    START,
    a_post,
    a_topic,
    day,
    state,
)
from belong.ground.people.tests.support import batch

pytestmark = pytest.mark.django_db


def test_what_has_no_place_is_refused_with_a_reason(number: int, group_id: int) -> None:
    load(number, [a_topic("1", group_id), a_topic("2", group_id, kind="conversation"), a_topic("3", group_id)])
    load(number, [a_post("4")])
    before = state()
    loaded = load(
        number,
        [
            a_post("10", "99"),
            a_post("11", "99", "reply"),
            a_post("12", "4"),
            a_post("13", "2"),
            a_post("14", kind="reply", parent_key="98"),
            a_post("15", kind="reply", parent_key="14"),
            a_post("16", "3", "reply", parent_key="4"),
            a_post("17", kind="reply", parent_key="17"),
            a_post("1"),
            a_post("18", kind="poll"),
            a_post("19", created_at=START.replace(tzinfo=None)),
            a_post("20", kind="reply", parent_key="3"),
        ],
    )
    assert [(one.key, one.reason) for one in loaded.refused] == [
        ("10", "Its question is missing."),
        ("11", "The topic it replies to is missing."),
        ("12", "Its question is missing."),
        ("13", "A conversation has no answers."),
        ("14", "The post it replies to is missing."),
        ("15", "The post it replies to is missing."),
        ("16", "The post it replies to is in another topic."),
        ("17", "The post it replies to is missing."),
        ("1", "It was no answer before."),
        ("18", "poll is no kind of post."),
        ("19", "It has no time, or one without a zone."),
        ("20", "The post it replies to is in another topic."),
    ]
    assert [one.index for one in loaded.refused] == list(range(12))
    assert (loaded.created, loaded.facts, state()) == (0, 0, before)
    refused = load(
        number,
        [
            a_topic("30", group_id, title=" \n"),
            a_topic("31", group_id, kind="poll"),
            a_topic("1", group_id, kind="conversation"),
            a_topic("4", group_id),
            a_topic("32", group_id),
            a_topic("32", group_id),
        ],
    )
    assert [(one.key, one.reason) for one in refused.refused] == [
        ("30", "It has no title."),
        ("31", "poll is no kind of topic."),
        ("1", "It was no conversation before."),
        ("4", "It was no question before."),
        ("32", "This key came before in the archive."),
    ]
    assert refused.created == 1


def test_rows_of_another_unfinished_import_are_left_to_it(number: int, group_id: int) -> None:
    load(number, [a_topic("1", group_id)])
    other = batch(SOURCE)
    loaded = load(other, [a_topic("1", group_id)])
    assert [one.reason for one in loaded.refused] == [
        "Another import that is not finished brings this too: finish or undo that one first."
    ]
    assert [one.reason for one in load(other, [a_post("2")]).refused] == ["Its question is missing."]


def test_only_an_answer_of_the_question_is_accepted(number: int, group_id: int) -> None:
    load(number, [a_topic("1", group_id), a_topic("2", group_id), a_topic("9", group_id, kind="conversation")])
    load(number, [a_post("3"), a_post("4", "2"), a_post("5", kind="reply")])
    rows = [
        LoadedAcceptance("1", "4", None),
        LoadedAcceptance("2", "5", None),
        LoadedAcceptance("7", "3", None),
        LoadedAcceptance("9", "3", None),
        LoadedAcceptance("1", "3", None),
    ]
    loaded = load(number, rows)
    assert [(one.index, one.key, one.reason) for one in loaded.refused] == [
        (0, "1", "The accepted post is no answer of this question."),
        (1, "2", "The accepted post is no answer of this question."),
        (2, "7", "The question is missing."),
        (3, "9", "The question is missing."),
        (4, "1", "This question came before in the archive's acceptances."),
    ]
    assert Topic.objects.filter(accepted__isnull=False).count() == 0


def test_votes_and_links_without_a_place_are_refused(number: int, group_id: int) -> None:
    load(number, [a_topic("1", group_id), a_topic("2", group_id)])
    votes = [
        LoadedVote("9", "b", 1, day(1)),
        LoadedVote("1", "nobody", 1, day(1)),
        LoadedVote("1", "a", 1, day(1)),
        LoadedVote("1", "b", 2, day(1)),
        LoadedVote("1", "b", 1, day(1)),
    ]
    loaded = load(number, votes)
    assert [(one.index, one.reason) for one in loaded.refused] == [
        (0, "The post is missing."),
        (1, "The person is missing."),
        (2, "Nobody votes on their own post."),
        (3, "A vote is 1 or -1."),
    ]
    assert (loaded.created, Vote.objects.count()) == (1, 1)
    links = [
        LoadedLink("9", "1"),
        LoadedLink("1", "9"),
        LoadedLink("1", "1"),
        LoadedLink("1", "2", "enemy"),
        LoadedLink("1", "2", "duplicate"),
    ]
    loaded = load(number, links)
    assert [(one.key, one.reason) for one in loaded.refused] == [
        ("9:1", "The topic is missing."),
        ("1:9", "The topic it points to is missing."),
        ("1:1", "It points to itself."),
        ("1:2", "A link is related or duplicate."),
    ]
    assert (loaded.created, TopicLink.objects.count()) == (1, 1)

"""What a first archive brings."""

import pytest
from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic, TopicTag
from belong.community.discussions.public import (
    Loaded,
    LoadedAcceptance,
)
from belong.community.discussions.tests.loading.archive import archive, load
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    check_counts,
    day,
    standing,
    state,
)
from belong.ground.kernel.public import NotFound
from belong.ground.people.tests.support import complete, host, queries, recording
from belong.ground.tags.public import tags_by_names

pytestmark = pytest.mark.django_db


def test_it_is_kept_on_what_channel_something_was_said(number: int, group_id: int) -> None:
    topics = [a_topic("1", group_id, channel="mail"), a_topic("2", group_id, kind="conversation", channel="chat")]
    with recording() as facts:
        load(number, topics)
        load(number, [a_post("3", channel="mail"), a_post("4", kind="reply", channel="mail"), a_post("5")])
    assert [(fact["word"], fact["channel"]) for fact in facts.rows] == [
        ("asked", "mail"),
        ("started", "chat"),
        ("answered", "mail"),
        ("replied", "mail"),
        ("answered", "site"),
    ]


def test_topics_come_with_their_texts_tags_and_facts(number: int, group_id: int) -> None:
    rows = [
        a_topic("1", group_id, title=" Why\n so? ", score=7, tags=("Hops", "malt"), html="<p onclick=x>Hi</p>"),
        a_topic("2", group_id, kind="conversation", author_key=None, byline="Some one", html="", markdown="*Hi*"),
    ]
    with recording() as facts:
        loaded = load(number, rows)
    assert loaded == Loaded(created=2, facts=2)
    asked, talk = Topic.objects.select_related("opening").order_by("id")
    assert (asked.title, asked.score, asked.created_at, asked.last_at, asked.batch_id, asked.source_key) == (
        "Why so?",
        7,
        day(1),
        day(1),
        number,
        "1",
    )
    assert asked.opening is not None
    assert talk.opening is not None
    assert (asked.opening.html, asked.opening.markup, asked.opening.source_text, asked.opening.score) == (
        "<p>Hi</p>",
        "html",
        "",
        7,
    )
    assert (talk.kind, talk.author_id, talk.byline, talk.opening.byline) == (
        "conversation",
        None,
        "Some one",
        "Some one",
    )
    assert (talk.opening.html, talk.opening.markup, talk.opening.source_text) == (
        "<p><em>Hi</em></p>\n",
        "markdown",
        "*Hi*",
    )
    assert sorted(TopicTag.objects.values_list("topic__source_key", "tag__name")) == [("1", "hops"), ("1", "malt")]
    assert [(fact["word"], fact["actor"], fact["about"], fact["group"]) for fact in facts.rows] == [
        ("asked", asked.author_id, f"discussions.topic:{asked.id}", group_id),
        ("started", None, f"discussions.topic:{talk.id}", group_id),
    ]
    assert [(fact["occurred_at"], fact["batch"], fact["backfill"]) for fact in facts.rows] == [
        (day(1), number, True),
        (day(2), number, True),
    ]


def test_answers_and_replies_find_what_they_answer(number: int, group_id: int) -> None:
    load(number, [a_topic("1", group_id)])
    rows = [
        a_post("5", kind="reply", parent_key="4", author_key="c"),
        a_post("4", kind="reply", parent_key="2", author_key="a"),
        a_post("3", kind="reply", parent_key="1"),
        a_post("2", score=3),
        a_post("6", author_key="nobody", byline="Gone"),
    ]
    with recording() as facts:
        assert load(number, rows) == Loaded(created=5, facts=5)
    posts = {post.source_key: post for post in Post.objects.all()}
    persons = {key: posts[place].author_id for key, place in {"a": "1", "b": "2", "c": "5"}.items()}
    assert (posts["2"].parent_id, posts["2"].root_id, posts["2"].score) == (None, None, 3)
    assert (posts["3"].parent_id, posts["3"].root_id) == (None, None)
    assert (posts["4"].parent_id, posts["4"].root_id) == (posts["2"].id, posts["2"].id)
    assert (posts["5"].parent_id, posts["5"].root_id) == (posts["4"].id, posts["2"].id)
    assert (posts["6"].author_id, posts["6"].byline) == (None, "Gone")
    topic = Topic.objects.get()
    assert (topic.answers, topic.replies, topic.last_at) == (2, 3, day(6))
    assert {(fact["about"], fact["word"], fact["actor"], fact["counterpart"]) for fact in facts.rows} == {
        (f"discussions.post:{posts['2'].id}", "answered", persons["b"], persons["a"]),
        (f"discussions.post:{posts['3'].id}", "replied", persons["b"], persons["a"]),
        (f"discussions.post:{posts['4'].id}", "replied", persons["a"], persons["b"]),
        (f"discussions.post:{posts['5'].id}", "replied", persons["c"], persons["a"]),
        (f"discussions.post:{posts['6'].id}", "answered", None, persons["a"]),
    }
    assert {str(fact["payload"]) for fact in facts.rows} == {str({"topic": topic.id})}


def test_everything_of_a_batch_shows_at_once(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    hanna = host()
    assert discussions.latest(hanna).items == []
    for topic in Topic.objects.all():
        with pytest.raises(NotFound):
            discussions.topic_page(hanna, topic.uid)
    assert (standing("asked"), standing("accepted")) == ([], [])
    complete(number)
    check_counts()
    asked = Topic.objects.get(source_key="1")
    page = discussions.topic_page(hanna, asked.uid)
    assert [thread.post.accepted for thread in page.posts] == [True, False]
    assert [(thread.post.score, len(thread.replies)) for thread in page.posts] == [(1, 1), (5, 0)]
    assert (page.topic.score, page.topic.answers, page.topic.replies, page.topic.accepted) == (-1, 2, 1, True)
    assert [link.title for link in page.links] == ["Title 2"]
    talk = discussions.topic_page(hanna, Topic.objects.get(source_key="2").uid)
    assert [tag.name for tag in talk.topic.tags] == ["malt", "rye"]
    assert len(standing("voted")) == 2


def test_a_load_stands_or_falls_with_its_slice(number: int, group_id: int) -> None:
    before = state()
    with pytest.raises(RuntimeError), transaction.atomic():
        discussions.load_topics(number, SOURCE, [a_topic("1", group_id)])
        raise RuntimeError
    assert state() == before


def test_a_slice_takes_as_many_queries_for_fifty_rows_as_for_one(number: int, group_id: int) -> None:
    tags_by_names(["hops"])

    def counted(first: int, size: int) -> list[int]:
        keys = range(first, first + size)
        topics = [a_topic(str(key), group_id, tags=("hops",)) for key in keys]
        posts = [a_post(str(1000 + key), str(key)) for key in keys]
        accepted = [LoadedAcceptance(post.topic_key, post.key, None) for post in posts]
        return [queries(lambda rows=rows: load(number, rows)) for rows in (topics, posts, accepted)]  # type: ignore[misc]

    assert counted(1, 1) == counted(100, 50)

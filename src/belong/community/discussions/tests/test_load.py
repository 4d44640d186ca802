"""Archives: what a first one brings, what is refused, and that twice is once."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.models import ImportedChange, ImportedRef, Post, Topic, TopicLink, TopicTag, Vote
from belong.community.discussions.public import (
    Loaded,
    LoadedAcceptance,
    LoadedLink,
    LoadedScore,
    LoadedTopicTags,
    LoadedVote,
)
from belong.community.discussions.tests.support import (
    SOURCE,
    START,
    a_post,
    a_topic,
    check_counts,
    day,
    group,
    load_persons,
    queries,
    standing,
    state,
)
from belong.ground.kernel.public import NotFound
from belong.ground.people.tests.support import batch, complete, host, member, recording, undo
from belong.ground.tags.public import tags_by_names

pytestmark = pytest.mark.django_db


def load(number: int, rows: Sequence[Any]) -> Loaded:
    """One slice of rows of one kind."""
    kinds: dict[str, Callable[[int, str, Sequence[Any]], Loaded]] = {
        "LoadedTopic": discussions.load_topics,
        "LoadedPost": discussions.load_posts,
        "LoadedAcceptance": discussions.load_acceptances,
        "LoadedScore": discussions.load_scores,
        "LoadedVote": discussions.load_votes,
        "LoadedTopicTags": discussions.load_topic_tags,
        "LoadedLink": discussions.load_links,
    }
    with transaction.atomic():
        return kinds[type(rows[0]).__name__](number, SOURCE, rows)


@pytest.fixture
def number() -> int:
    """An open batch with the persons a, b and c."""
    made = batch(SOURCE)
    load_persons(made, "a", "b", "c")
    return made


@pytest.fixture
def group_id() -> int:
    return group().id


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


def archive(group_id: int) -> list[Sequence[Any]]:
    """A small archive, its slices in their order."""
    return [
        [a_topic("1", group_id, tags=("hops",)), a_topic("2", group_id, kind="conversation", tags=None)],
        [a_post("3"), a_post("4", author_key="c", score=None)],
        [
            a_post("5", kind="reply", parent_key="3"),
            a_post("6", "2", "reply"),
            a_post("7", "2", "reply", parent_key="6"),
        ],
        [LoadedAcceptance("1", "3", None)],
        [LoadedScore("4", 5)],
        [LoadedVote("3", "c", 1, day(9)), LoadedVote("1", "b", -1, day(9))],
        [LoadedTopicTags("2", ("malt", "rye"))],
        [LoadedLink("2", "3", "related", day(9))],
    ]


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


def test_the_same_archive_twice_adds_nothing(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    complete(number)
    before = state()
    again = batch(SOURCE)
    with recording() as facts:
        for slice_ in archive(group_id):
            loaded = load(again, slice_)
            assert (loaded.unchanged, loaded.created, loaded.changed, loaded.kept) == (len(slice_), 0, 0, 0)
            assert loaded.refused == ()
    assert (state(), facts.rows) == (before, [])


def test_a_slice_that_comes_twice_in_a_batch_is_taken_once(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    before = state()
    with recording() as facts:
        for slice_ in archive(group_id):
            loaded = load(number, slice_)
            assert (loaded.created, loaded.refused) == (0, ())
    assert (state(), facts.rows) == (before, [])


def test_an_undone_archive_comes_back_as_it_was(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    complete(number)
    before, hanna = state(), host()
    facts = {word: standing(word) for word in ("asked", "started", "answered", "replied", "accepted", "voted")}
    undo(number)
    assert discussions.latest(hanna).items == []
    assert all(standing(word) == [] for word in facts)
    again = batch(SOURCE)
    load_persons(again, "a", "b", "c")
    for slice_ in archive(group_id):
        loaded = load(again, slice_)
        assert loaded.created + loaded.adopted == len(slice_)
    complete(again)
    check_counts()
    assert {word: sorted(standing(word), key=str) for word in facts} == {
        word: sorted(found, key=str) for word, found in facts.items()
    }

    def without_batch(tables: dict[str, list[dict[str, object]]]) -> object:
        tags = [(row["topic_id"], row["tag_id"]) for row in tables.pop("TopicTag")]
        rows = {table: [{**row, "batch_id": None} for row in rows] for table, rows in tables.items()}
        return rows, sorted(tags, key=str)

    assert without_batch(state()) == without_batch(before)


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


def test_an_acceptance_is_never_before_its_answer(number: int, group_id: int) -> None:
    load(number, [a_topic("1", group_id), a_topic("2", group_id)])
    load(number, [a_post("10"), a_post("11", "2")])
    with recording() as facts:
        load(number, [LoadedAcceptance("1", "10", day(3)), LoadedAcceptance("2", "11", day(30))])
    assert [fact["occurred_at"] for fact in facts.rows] == [day(10), day(30)]
    topics = Topic.objects.order_by("id")
    assert [topic.accepted_at for topic in topics] == [day(10), day(30)]
    assert [(fact["actor"], fact["counterpart"]) for fact in facts.rows] == [
        (topic.author_id, topic.accepted and topic.accepted.author_id) for topic in topics
    ]


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


def test_links_inside_the_archive_lead_to_the_pages_here(number: int, group_id: int) -> None:
    refs = (("archive:1", "1"), ("archive:12", "12"), ("archive:3", "3"), ("https://old.example.org/q/1?a=1&b=2", "1"))
    html = (
        '<p><a href="archive:3">answer</a> <a href="archive:1">question</a> <a href="archive:12">lost</a>'
        ' <a href="https://old.example.org/q/1?a=1&amp;b=2">old</a> <a href="https://else.example.org/">else</a></p>'
    )
    load(number, [a_topic("1", group_id), a_topic("2", group_id, html=html, refs=refs)])
    markdown = "[answer](archive:3), <https://old.example.org/q/12> and [lost](archive:12)"
    further = (("archive:3", "3"), ("archive:12", "12"), ("https://old.example.org/q/12", "1"))
    load(number, [a_post("3", html="", markdown=markdown, refs=further)])
    assert ImportedRef.objects.count() == 7
    progress = discussions.rewrite(number)
    assert (progress.done, progress.changed, ImportedRef.objects.count()) == (True, 2, 0)
    urls = discussions.urls_of(SOURCE, ["1", "3", "12"])
    topic, answer = Topic.objects.get(source_key="1"), Post.objects.get(source_key="3")
    assert urls == {"1": f"/topics/{topic.uid}", "3": f"/topics/{topic.uid}#post-{answer.uid}"}
    kept = Post.objects.get(source_key="2").html
    assert f'<a href="{urls["3"]}" rel="nofollow noopener ugc">answer</a>' in kept
    assert f'<a href="{urls["1"]}" rel="nofollow noopener ugc">question</a> lost <a' in kept
    assert f'<a href="{urls["1"]}" rel="nofollow noopener ugc">old</a>' in kept
    assert 'href="https://else.example.org/"' in kept
    assert f'href="{urls["1"]}"' in answer.html
    assert ">lost<" not in answer.html
    assert "lost" in answer.html
    assert f"[answer]({urls['3']}), <{urls['1']}>" in answer.source_text


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


def test_members_write_on_what_an_archive_brought_and_keep_it(number: int, group_id: int) -> None:
    for slice_ in archive(group_id):
        load(number, slice_)
    complete(number)
    mia, tom = member("Mia"), member("Tom")
    topic = Topic.objects.get(source_key="1")
    answer = discussions.answer(actor=mia, topic=topic.uid, body="Mine")
    assert discussions.orphans_of(number) == 1
    undo(number)
    page = discussions.topic_page(mia, topic.uid)
    assert (page.gone, page.topic.title, [one.post.id for one in page.posts]) == (True, "", [answer.id])
    assert not page.may_reply.ok
    with pytest.raises(NotFound):
        discussions.topic_page(tom, topic.uid)
    again = batch(SOURCE)
    load_persons(again, "a", "b", "c")
    for slice_ in archive(group_id):
        load(again, slice_)
    complete(again)
    page = discussions.topic_page(tom, topic.uid)
    assert (page.gone, page.topic.title, page.topic.answers) == (False, "Title 1", 3)
    check_counts()
    assert ImportedChange.objects.count() == 0

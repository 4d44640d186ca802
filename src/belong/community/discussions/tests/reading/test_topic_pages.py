"""A topic page: the opening post, the accepted answer, then time."""

from uuid import uuid4

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post
from belong.community.discussions.public import TopicPage
from belong.community.discussions.tests.reading.archive import imported
from belong.community.discussions.tests.support import (
    answered,
    group,
    me,
    opening_of,
    question,
)
from belong.ground.kernel.public import BadCursor, NotFound, frozen
from belong.ground.people.tests.support import VISITOR, host, member, on

pytestmark = pytest.mark.django_db


def bodies(page: TopicPage) -> list[str]:
    return [thread.post.html for thread in page.posts]


def test_a_page_has_the_opening_post_the_accepted_answer_then_time() -> None:
    mia, tom, ann = member("Mia"), member("Tom"), member("Ann")
    group()
    with frozen(on(2024, 1)):
        asked = discussions.ask(actor=mia, group="brewers", title="Why?", body="Q", tags=["b", "a"])
    for month, name in enumerate("one two three".split(), start=2):
        with frozen(on(2024, month)):
            last = answered(tom, asked, name)
    with frozen(on(2024, 6)):
        discussions.reply(actor=ann, post=last.uid, body="under")
        discussions.reply(actor=ann, topic=asked.uid, body="to the question")
    discussions.accept(actor=mia, post=last.uid)
    discussions.vote(actor=mia, post=last.uid, value="up")
    page = discussions.topic_page(mia, asked.uid)
    assert page.opening is not None
    assert (page.topic.title, page.topic.accepted, page.topic.answers, page.topic.replies) == ("Why?", True, 3, 2)
    assert [tag.name for tag in page.topic.tags] == ["a", "b"]
    assert page.opening.post.html == "<p>Q</p>\n"
    assert [reply.html for reply in page.opening.replies] == ["<p>to the question</p>\n"]
    assert bodies(page) == ["<p>three</p>\n", "<p>one</p>\n", "<p>two</p>\n"]
    first = page.posts[0]
    assert (first.post.accepted, first.post.score, first.post.my_vote) == (True, 1, 1)
    assert [reply.html for reply in first.replies] == ["<p>under</p>\n"]
    assert first.replies[0].author is not None
    assert (first.replies[0].author.name, first.replies[0].author.id) == ("Ann", me(ann))
    assert (page.next, page.gone, page.links) == (None, False, ())


def test_a_long_topic_is_read_page_by_page() -> None:
    (topic,) = imported(answers=45, replies=0)
    mia = member("Mia")
    ids, cursor, pages = [], None, 0
    while True:
        page = discussions.topic_page(mia, topic.uid, cursor)
        assert (page.opening is None) is bool(cursor)
        ids += [thread.post.id for thread in page.posts]
        pages, cursor = pages + 1, page.next
        if cursor is None:
            break
    assert (pages, len(ids)) == (3, 45)
    assert ids == list(Post.objects.filter(kind="answer").order_by("created_at", "id").values_list("id", flat=True))


def test_an_accepted_answer_is_shown_once_though_it_is_late() -> None:
    (topic,) = imported(answers=30, replies=0)
    last = Post.objects.filter(kind="answer").order_by("-created_at").first()
    assert last is not None
    hanna = host()
    discussions.accept(actor=hanna, post=last.uid)
    first = discussions.topic_page(hanna, topic.uid)
    second = discussions.topic_page(hanna, topic.uid, first.next)
    shown = [thread.post.id for page in (first, second) for thread in page.posts]
    assert (shown[0], len(shown), len(set(shown))) == (last.id, 30, 30)


def test_a_conversation_is_its_replies() -> None:
    (topic,) = imported(answers=3, replies=2, kind="conversation")
    page = discussions.topic_page(member("Mia"), topic.uid)
    assert page.opening is not None
    assert (page.opening.replies, [len(thread.replies) for thread in page.posts]) == ((), [2, 0, 0])
    assert not page.may_answer.ok
    assert page.may_reply.ok


def test_what_is_deleted_leaves_its_place_where_others_replied() -> None:
    mia, tom, hanna = member("Mia"), member("Tom"), host()
    group()
    asked = question(mia)
    alone, together = answered(tom, asked, "alone"), answered(tom, asked, "together")
    discussions.reply(actor=mia, post=together.uid, body="still here")
    for post in (alone, together):
        discussions.delete(actor=tom, post=post.uid, reason="my mistake")
    page = discussions.topic_page(mia, asked.uid)
    (thread,) = page.posts
    assert (thread.post.removed, thread.post.html, thread.post.author, thread.post.removed_reason) == (
        True,
        "",
        None,
        "",
    )
    assert [reply.html for reply in thread.replies] == ["<p>still here</p>\n"]
    marked = discussions.topic_page(hanna, asked.uid)
    assert [(one.post.removed, one.post.removed_reason, bool(one.post.html)) for one in marked.posts] == [
        (True, "my mistake", True),
        (True, "my mistake", True),
    ]


def test_pages_that_are_not_there() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    for actor, uid in ((mia, uuid4()), (VISITOR, asked.uid)):
        with pytest.raises(NotFound):
            discussions.topic_page(actor, uid)
        with pytest.raises(NotFound):
            discussions.revisions(actor, opening_of(asked) if uid == asked.uid else uid)
    with pytest.raises(BadCursor):
        discussions.topic_page(mia, asked.uid, "nonsense")

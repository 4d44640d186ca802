"""Pages: what is on them, in which order, and with how many queries."""

from uuid import uuid4

import pytest
from django.db import transaction

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Topic
from belong.community.discussions.public import TopicPage
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    answered,
    day,
    group,
    load_persons,
    me,
    opening_of,
    queries,
    question,
)
from belong.ground.kernel.public import BadCursor, NotFound, cards, frozen
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import VISITOR, batch, complete, host, member, on

pytestmark = pytest.mark.django_db


def imported(answers: int, replies: int, topics: int = 1, kind: str = "question") -> list[Topic]:
    """Standing topics of an archive, each with this many first-level posts, the first of them with replies."""
    group_id, number = group().id, batch(SOURCE)
    load_persons(number, "a", "b")
    child = "answer" if kind == "question" else "reply"
    with transaction.atomic():
        for topic in range(1, topics + 1):
            key, base = str(topic), topic * 1000
            discussions.load_topics(number, SOURCE, [a_topic(key, group_id, kind=kind, tags=("hops", "malt"))])
            posts = [a_post(str(base + place), key, child) for place in range(answers)]
            under = [a_post(str(base + 500 + place), key, "reply", parent_key=str(base)) for place in range(replies)]
            discussions.load_posts(number, SOURCE, posts + under)
    complete(number)
    return list(Topic.objects.order_by("id"))


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


def test_many_replies_go_on_elsewhere() -> None:
    (topic,) = imported(answers=1, replies=70)
    mia = member("Mia")
    thread = discussions.topic_page(mia, topic.uid).posts[0]
    assert (len(thread.replies), thread.more) == (30, True)
    ids, cursor = [], None
    while True:
        page = discussions.replies_of(mia, thread.post.uid, cursor)
        ids += [card.id for card in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(ids) == len(set(ids)) == 70
    assert tuple(ids[:30]) == tuple(card.id for card in thread.replies)
    with pytest.raises(NotFound):
        discussions.replies_of(mia, uuid4())


def test_the_replies_to_a_question_go_on_elsewhere_too() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    for number in range(31):
        discussions.reply(actor=mia, topic=asked.uid, body=f"{number}")
    opening = discussions.topic_page(mia, asked.uid).opening
    assert opening is not None
    assert (len(opening.replies), opening.more) == (30, True)
    page = discussions.replies_of(mia, opening.post.uid)
    assert len(discussions.replies_of(mia, opening.post.uid, page.next).items) == 1


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


@pytest.mark.parametrize("size", [1, 50])
@pytest.mark.parametrize("role", ["visitor", "member", "host"])
def test_a_topic_page_takes_three_queries_and_one_for_links(size: int, role: str) -> None:
    topic, other = imported(answers=size, replies=size, topics=2)
    actor = {"visitor": VISITOR, "member": member("Mia"), "host": host()}[role]
    if role == "visitor":
        topic.group.audience = "public"
        topic.group.save()
    discussions.topic_page(actor, topic.uid)
    assert queries(lambda: discussions.topic_page(actor, topic.uid)) == 3
    for _ in range(size):
        discussions.link(actor=host(), topic=other.uid, target=topic.uid)
    assert queries(lambda: discussions.topic_page(actor, topic.uid)) == 4


@pytest.mark.parametrize("size", [1, 50])
def test_lists_take_a_fixed_number_of_queries(size: int) -> None:
    imported(answers=1, replies=0, topics=size)
    mia = member("Mia")
    author = Post.objects.filter(kind="answer").values_list("author_id", flat=True)[0]
    assert author is not None
    refs = [f"discussions.topic:{pk}" for pk in Topic.objects.values_list("pk", flat=True)]
    refs += [f"discussions.post:{pk}" for pk in Post.objects.values_list("pk", flat=True)]
    assert queries(lambda: discussions.latest(mia)) == 1
    assert queries(lambda: discussions.latest(mia, group="brewers")) == 1
    assert queries(lambda: discussions.contributions(mia, author)) == 2
    assert queries(lambda: cards(mia, refs)) == 2


def test_the_latest_topics_come_first_page_by_page() -> None:
    imported(answers=2, replies=0, topics=25)
    mia = member("Mia")
    first = discussions.latest(mia)
    second = discussions.latest(mia, cursor=first.next)
    assert (len(first.items), len(second.items), second.next) == (20, 5, None)
    shown = [card.id for card in (*first.items, *second.items)]
    assert shown == list(Topic.objects.order_by("-last_at", "-id").values_list("id", flat=True))
    card = first.items[0]
    assert ([tag.name for tag in card.tags], card.author and card.author.name, card.answers) == (
        ["hops", "malt"],
        "Person a",
        2,
    )
    assert len(discussions.latest(mia, limit=3).items) == 3
    with pytest.raises(BadCursor):
        discussions.latest(mia, cursor="x")


def test_lists_keep_to_a_group_to_the_unanswered_and_to_what_is_read() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    circle = group("Circle", "secret")
    waiting, done = question(mia, title="Waiting"), question(mia, title="Done")
    answered(tom, done)
    discussions.start(actor=mia, group="brewers", title="Talk", body="B")
    insider = Actor(person=me(mia), groups=frozenset({circle.id}))
    question(insider, "circle", title="Secret")

    def titles(actor: Actor, **given: object) -> set[str]:
        return {card.title for card in discussions.latest(actor, **given).items}  # type: ignore[arg-type]

    assert titles(tom) == {"Waiting", "Done", "Talk"}
    assert titles(insider) == {"Waiting", "Done", "Talk", "Secret"}
    assert titles(insider, group="circle") == {"Secret"}
    assert titles(tom, group="circle") == set()
    assert titles(tom, unanswered=True) == {"Waiting"}
    assert titles(VISITOR) == set()
    assert waiting.title == "Waiting"


def test_what_a_person_wrote_newest_first() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    with frozen(day(1)):
        asked = question(tom, body="A *long* question")
    with frozen(day(2)):
        answer = answered(tom, question(mia, title="Other"), "The answer")
    discussions.accept(actor=mia, post=answer.uid)
    page = discussions.contributions(mia, me(tom))
    assert [(card.kind, card.topic_kind, card.title, card.excerpt, card.accepted) for card in page.items] == [
        ("answer", "question", "Other", "The answer", True),
        ("opening", "question", "Why?", "A long question", False),
    ]
    assert page.items[1].url == asked.url
    assert discussions.contributions(VISITOR, me(tom)).items == []


def test_cards_of_refs() -> None:
    mia = member("Mia")
    group()
    asked = question(mia, title="Why?", body="Because *of* it")
    answer = answered(mia, asked, "So")
    refs = [f"discussions.topic:{asked.id}", f"discussions.post:{answer.id}", "discussions.post:999999"]
    found = cards(mia, refs)
    assert {ref: (card.title, card.url, card.excerpt) for ref, card in found.items()} == {
        refs[0]: ("Why?", asked.url, "Because of it"),
        refs[1]: ("Why?", answer.url, "So"),
    }
    assert cards(VISITOR, refs) == {}


def test_a_form_for_editing_starts_with_what_was_typed() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    asked = question(mia, title="Why?", body="*Because?*")
    source = discussions.post_source(mia, opening_of(asked))
    assert (source.title, source.body, source.markup, source.may_edit.ok) == ("Why?", "*Because?*", "markdown", True)
    assert not discussions.post_source(tom, opening_of(asked)).may_edit.ok
    with pytest.raises(NotFound):
        discussions.post_source(VISITOR, opening_of(asked))


def test_a_html_post_is_edited_as_html() -> None:
    (topic,) = imported(answers=0, replies=0)
    hanna = host()
    opening = opening_of(discussions.latest(hanna).items[0])
    assert discussions.post_source(hanna, opening).markup == "html"
    discussions.edit(actor=hanna, post=opening, body="<p>New <script>alert(1)</script>text</p>")
    post = Post.objects.get(topic=topic.id)
    assert (post.html, post.source_text, post.markup) == ("<p>New text</p>", "", "html")


def test_links_are_shown_on_both_sides_to_those_who_read_both() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    circle = group("Circle", "secret")
    insider = Actor(person=me(mia), groups=frozenset({circle.id}))
    one, two = question(mia, title="One"), question(mia, title="Two")
    hidden = question(insider, "circle", title="Hidden")
    discussions.link(actor=mia, topic=one.uid, target=two.uid)
    discussions.link(actor=insider, topic=one.uid, target=hidden.uid, kind="duplicate")
    assert [tuple(link) for link in discussions.topic_page(tom, one.uid).links] == [("related", "Two", two.url, True)]
    assert [tuple(link) for link in discussions.topic_page(tom, two.uid).links] == [("related", "One", one.url, False)]
    assert [link.title for link in discussions.topic_page(insider, one.uid).links] == ["Two", "Hidden"]


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

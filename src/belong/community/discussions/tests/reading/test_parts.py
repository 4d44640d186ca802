"""Cards of references, forms for editing, links of both sides."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post
from belong.community.discussions.tests.reading.archive import imported
from belong.community.discussions.tests.support import (
    answered,
    group,
    me,
    opening_of,
    question,
)
from belong.ground.kernel.public import NotFound, cards
from belong.ground.people.public import Actor
from belong.ground.people.tests.support import VISITOR, host, member

pytestmark = pytest.mark.django_db


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

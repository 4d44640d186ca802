"""What is forgotten of a person, what they are given, and that no archive brings it back."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils.translation import override

from belong.community.discussions import public as discussions
from belong.community.discussions.models import ImportedChange, Post, Revision, Topic
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    answered,
    check_counts,
    group,
    load_persons,
    me,
    opening_of,
    question,
    standing,
)
from belong.ground.kernel.public import Refused, erasers, exporters
from belong.ground.people.tests.support import batch, complete, host, member, undo

pytestmark = pytest.mark.django_db


def erase(person: int) -> None:
    """As the house does it: every room."""
    with transaction.atomic():
        for _, eraser in erasers().values():
            eraser(person)


def test_erasing_empties_what_the_person_wrote_and_nothing_else() -> None:
    mia, tom, hanna = member("Mia"), member("Tom"), host()
    group()
    asked = question(mia, title="About me", body="I am Mia")
    discussions.edit(actor=mia, post=opening_of(asked), body="I was Mia", reason="as Mia")
    answer = answered(tom, asked, "Hello")
    discussions.edit(actor=mia, post=answered(mia, asked, "Mine").uid, body="Mine too")
    discussions.delete(actor=hanna, post=Post.objects.get(source_text="Mine too").uid, reason="Mia again")
    facts = standing("asked"), standing("answered")
    erase(me(mia))
    mine = Post.objects.filter(author=me(mia))
    assert mine.count() == 2
    for post in mine:
        assert (post.source_text, post.html, post.byline, "Mia" in post.deleted_reason) == ("", "", "", False)
    for revision in Revision.objects.all():
        assert (revision.source_text, revision.html, revision.title, revision.reason) == ("", "", "", "")
    assert "me" not in Topic.objects.get().title
    assert Post.objects.get(pk=answer.id).source_text == "Hello"
    assert (standing("asked"), standing("answered")) == facts
    page = discussions.topic_page(tom, asked.uid)
    assert page.opening is not None
    assert page.opening.post.author is not None
    assert (page.opening.post.author.name, page.opening.post.author.named) == ("a former member", False)
    with override("de"):
        assert discussions.topic_page(tom, asked.uid).topic.title == "(die Worte wurden auf eigenen Wunsch gelöscht)"
    with pytest.raises(Refused):
        discussions.edit(actor=hanna, post=opening_of(asked), body="Again", title="Again")
    check_counts()


def test_no_archive_brings_back_what_was_erased() -> None:
    group_id, number = group().id, batch(SOURCE)
    persons = load_persons(number, "a", "b")
    rows = [a_topic("1", group_id)], [a_post("2"), a_post("3", author_key="a", byline="Ann A")]
    for slice_ in rows:
        load(number, slice_)
    complete(number)
    erase(persons["a"])
    newer = batch(SOURCE)
    load(newer, [replace(rows[0][0], html="<p>Words</p>", title="Words")])
    load(newer, [replace(rows[1][1], html="<p>Words</p>"), a_post("4", author_key="a", byline="Ann A")])
    assert ImportedChange.objects.exclude(field="counts").count() == 0
    complete(newer)
    assert discussions.apply_changes(newer).done
    undo(newer)
    undo(number)
    again = batch(SOURCE)
    load_persons(again, "a", "b")
    for slice_ in rows:
        load(again, slice_)
    load(again, [a_post("4", author_key="a", byline="Ann A")])
    complete(again)
    for post in Post.objects.filter(author=persons["a"]):
        assert (post.html, post.source_text, post.byline, post.erased_at is None) == ("", "", "", False)
    assert Post.objects.get(source_key="2").html == "<p>Body 2</p>"
    assert Topic.objects.get().title == "(the words were erased at their author's wish)"
    check_counts()


def test_nobody_is_asked_to_answer_what_is_erased() -> None:
    mia, tom = member("Mia"), member("Tom")
    tom = replace(tom, groups=frozenset({group().id}))
    gone, stays = question(mia, title="About me"), question(host(), title="Why?")
    assert {one.topic.id for one in discussions.chances(tom)} == {gone.id, stays.id}
    erase(me(mia))
    for language in ("en", "de"):
        with override(language):
            assert [one.topic.id for one in discussions.chances(tom)] == [stays.id]
            assert [one.id for one in discussions.latest(tom, unanswered=True).items] == [stays.id]
    assert len(discussions.latest(tom).items) == 2


def test_a_person_is_given_what_they_wrote() -> None:
    mia, tom = member("Mia"), member("Tom")
    group()
    asked = question(mia, title="Why?", body="Q")
    discussions.edit(actor=mia, post=opening_of(asked), body="Q2")
    discussions.vote(actor=mia, post=answered(tom, asked).uid, value="up")
    discussions.link(actor=mia, topic=asked.uid, target=question(tom, title="Other").uid)
    given = exporters()["discussions"](me(mia))
    assert [(post["topic__title"], post["source_text"]) for post in given["posts"]] == [("Why?", "Q2")]  # type: ignore[attr-defined]
    assert [revision["source_text"] for revision in given["revisions"]] == ["Q"]  # type: ignore[attr-defined]
    assert [vote["value"] for vote in given["votes"]] == [1]  # type: ignore[attr-defined]
    assert [link["target__title"] for link in given["links"]] == ["Other"]  # type: ignore[attr-defined]

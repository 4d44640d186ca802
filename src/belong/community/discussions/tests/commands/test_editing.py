"""An edit keeps what was said before."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import Post, Revision, Topic
from belong.community.discussions.tests.support import (
    answered,
    group,
    me,
    opening_of,
    question,
    state,
)
from belong.ground.kernel.public import Invalid, frozen
from belong.ground.people.tests.support import host, member, on, recording

pytestmark = pytest.mark.django_db


def test_an_edit_keeps_what_was_said_before() -> None:
    mia, hanna = member("Mia"), host()
    group()
    asked = question(mia, title="Why?", body="*Because?*")
    before = Post.objects.get().html
    with frozen(on(2025)), recording() as facts:
        discussions.edit(actor=hanna, post=opening_of(asked), title="Why not?", body="New", reason="clearer")
    post, revision = Post.objects.get(), Revision.objects.get()
    assert (post.source_text, post.edited_at, post.edited_here) == ("New", on(2025), True)
    assert Topic.objects.get().title == "Why not?"
    assert (revision.editor_id, revision.title, revision.source_text, revision.html, revision.reason, revision.at) == (
        me(hanna),
        "Why?",
        "*Because?*",
        before,
        "clearer",
        on(2025),
    )
    assert [(fact["word"], fact["actor"], fact["counterpart"]) for fact in facts.rows] == [
        ("edited", me(hanna), me(mia))
    ]
    (card,) = discussions.revisions(mia, post.uid)
    assert (card.title, card.html, card.from_archive, card.editor and card.editor.id) == (
        "Why?",
        before,
        False,
        me(hanna),
    )


def test_an_edit_that_changes_nothing_is_none() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    before = state()
    with recording() as facts:
        discussions.edit(actor=mia, post=opening_of(asked), title="Why?", body="*Because?*")
    assert (state(), facts.rows) == (before, [])


def test_an_edit_of_what_somebody_else_changed_meanwhile_is_not_taken_unseen() -> None:
    mia, hanna = member("Mia"), host()
    group()
    post = opening_of(question(mia))
    first = discussions.post_source(mia, post).version
    discussions.edit(actor=hanna, post=post, body="Hanna's", version=first)
    before = state()
    with recording() as facts, pytest.raises(Invalid) as wrong:
        discussions.edit(actor=mia, post=post, body="Mia's", version=first)
    assert (list(wrong.value.errors), state(), facts.rows) == (["version"], before, [])
    second = discussions.post_source(mia, post).version
    discussions.edit(actor=mia, post=post, title="Why, then?", body="Hanna's", version=second)
    assert discussions.post_source(mia, post).version not in {first, second}


def test_only_what_has_a_history_leads_to_one() -> None:
    mia = member("Mia")
    group()
    asked = question(mia)
    answer = answered(mia, asked)
    Post.objects.filter(uid=opening_of(asked)).update(edited_at=on(2024))
    changed = discussions.edit(actor=mia, post=answer.uid, body="New")
    page = discussions.topic_page(mia, asked.uid)
    assert page.opening is not None
    assert (page.opening.post.edited_at, page.opening.post.has_history) == (on(2024), False)
    assert (page.posts[0].post.has_history, changed.has_history) == (True, True)

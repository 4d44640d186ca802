"""What a forum becomes here."""

import json
from pathlib import Path

from django.db import connection

from belong.community.discussions.public import latest, topic_page
from belong.ground.people.public import find_identity
from tests.stories.discourse.forum import Row, bring, export, post, shape, small
from tests.stories.imports import SYSTEM, facts


def test_a_forum_becomes_groups_questions_and_conversations(tmp_path: Path, clone: str) -> None:
    card = bring(small(tmp_path / "x"))
    assert (card.state, card.rejects, card.source) == ("done", 0, "discourse:mill")
    assert card.counts["others"].skipped == 2
    assert shape() == {
        "t10 question": [
            ("2", "answer", None),
            ("3", "answer", None),
            ("4", "reply", "2"),
            ("5", "reply", None),
            ("6", "reply", "4"),
            ("7", "answer", None),
        ],
        "t30 conversation": [("32", "reply", None), ("33", "reply", "32")],
        "t40 question": [("42", "answer", None)],
    }
    by_title = {found.title: found for found in latest(SYSTEM).items}
    assert {found.title: found.kind for found in by_title.values()} == {
        "Topic 10": "question", "Topic 20": "question", "Topic 30": "conversation", "Topic 40": "question",
    }  # fmt: skip
    assert by_title["Topic 10"].group.name == "mill: category 1"
    assert {tag.name for tag in by_title["Topic 10"].tags} == {"rye", "oven"}
    page = topic_page(SYSTEM, by_title["Topic 10"].uid)
    assert [(thread.post.accepted, thread.post.score) for thread in page.posts] == [(True, 0), (False, 4), (False, 0)]
    accepted = page.posts[0].post
    linked = topic_page(SYSTEM, by_title["Topic 20"].uid).opening
    assert linked is not None
    assert f'href="/topics/{by_title["Topic 10"].uid}#post-{accepted.uid}"' in linked.post.html
    assert "<p>See <a" in linked.post.html and "/u/x" not in linked.post.html and "@x" in linked.post.html


def test_who_wrote_joined_with_their_first_post_and_acceptances_have_the_answers_time(
    tmp_path: Path, clone: str
) -> None:
    bring(small(tmp_path / "x"))
    ann, cy = find_identity("discourse:mill:1"), find_identity("discourse:mill:3")
    joined = {row[1]: row[3] for row in facts("word = 'joined'")}
    assert len(joined) == 4
    assert joined[ann].isoformat() == "2020-06-01T01:01:00+00:00"  # type: ignore[attr-defined]
    ((_, by, towards, at),) = facts(f"word = 'accepted' and actor = {ann}")
    assert (by, towards) == (ann, cy)
    assert at.isoformat() == "2020-06-01T03:03:00+00:00"  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("select name, is_bot from people_person order by id")
        assert cursor.fetchall() == [("system", True), ("Ann Lee", False), ("user_2", False), ("user_3", False)]


def test_posts_alone_are_an_export_too(tmp_path: Path, clone: str) -> None:
    about: Row = {"topic_title": "About the Oven category", "topic_slug": "about-the-oven-category", "category_id": 7}
    more: Row = {"topic_title": "Rye", "topic_slug": "rye", "category_id": 7}
    posts: list[Row | str] = [
        post(1, 1, 1, -1, username="system", **about),
        post(2, 2, 1, 5, raw="**typed**", cooked="", **more),
        post(3, 2, 2, 6, accepted_answer=True, user_deleted=True, **more),
        post(4, 2, 3, 6, hidden=True, **more),
        post(2, 2, 1, 5, **more),
    ]
    card = bring(export(tmp_path / "x", None, posts))
    assert (card.counts["topics"].loaded, card.counts["others"].skipped) == (2, 3)
    by_title = {found.title: found for found in latest(SYSTEM).items}
    assert (by_title["Rye"].group.name, by_title["Rye"].kind) == ("mill: Oven", "conversation")
    opening = topic_page(SYSTEM, by_title["Rye"].uid).opening
    assert opening is not None
    assert "<strong>typed</strong>" in opening.post.html


def test_categories_have_the_names_of_their_file(tmp_path: Path, clone: str) -> None:
    folder = small(tmp_path / "x")
    listed = {"category_list": {"categories": [{"id": 1, "name": "Support"}, {"id": 3, "name": "Unused"}]}}
    (folder / "categories.json").write_text(json.dumps(listed))
    bring(folder)
    with connection.cursor() as cursor:
        cursor.execute("select name from groups_group order by name")
        assert [name for (name,) in cursor] == ["mill: Support", "mill: category 2"]

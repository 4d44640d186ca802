"""A Discourse export brought in: topics, posts, likes, accepted answers; again, newer, interrupted, refused."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from belong.care.archives.public import ArchiveRefused, Progress, RunCard, run, runs, start_run, undo
from belong.community.discussions.public import accept, latest, topic_page
from belong.doors.imports.public import open_discourse, reopen
from belong.ground.people.public import Actor, find_identity
from tests.sameness import differences, told
from tests.stories.imports import SYSTEM, Stop, count, facts

Row = dict[str, Any]


def topic(id: int, **more: Any) -> Row:
    return {"id": id, "title": f"Topic {id}", "slug": f"topic-{id}", "category_id": 1, "accepted_answer": None} | more


def post(id: int, topic: int, number: int, user: int, to: int | None = None, **more: Any) -> Row:
    return {
        "id": id, "topic_id": topic, "post_number": number, "user_id": user, "username": f"user_{user}", "name": "",
        "created_at": f"2020-06-01T{number:02}:{id % 60:02}:00.000Z", "updated_at": "2020-07-01T00:00:00.000Z",
        "cooked": f"<p>Post {id}</p>", "post_type": 1, "reply_to_post_number": to, "actions_summary": [],
        "accepted_answer": False, "version": 1,
    } | more  # fmt: skip


def export(folder: Path, topics: list[Row] | None, posts: list[Row | str], **files: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if topics is not None:
        lines = "".join(json.dumps(row) + "\n" for row in topics)
        (folder / "topics.jsonl").write_text(lines)
    lines = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in posts)
    (folder / "posts.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content))
    return folder


def small(folder: Path, *, newer: bool = False) -> Path:
    """Two solved questions, one of the same category, a conversation of another one; newer: one solved no more."""
    solved = {"post_number": 3, "username": "user_3"}
    topics = [topic(10, accepted_answer=solved, tags=["rye", {"name": "oven"}])]
    topics += [topic(20), topic(30, category_id=2), topic(40, accepted_answer=None if newer else {"post_number": 2})]
    likes = [{"id": 2, "count": 4}, {"id": 6, "count": 9}]
    posts: list[Row | str] = [
        post(1, 10, 1, 1, name="Ann Lee"),
        post(2, 10, 2, 2, actions_summary=likes),
        post(3, 10, 3, 3, to=2),
        post(4, 10, 4, 1, to=2),
        post(5, 10, 5, 1),
        post(6, 10, 6, 2, to=4),
        post(7, 10, 7, 2, to=99),
        post(8, 10, 8, 2, post_type=3, cooked=""),
        post(9, 10, 9, 2, post_type=4),
        post(21, 20, 1, 2, cooked='<p>See <a href="/t/topic-10/10/3">it</a> and <a href="/u/x">@x</a></p>'),
        post(41, 40, 1, 3),
        post(42, 40, 2, 2),
        post(31, 30, 1, 3),
        post(32, 30, 2, 1),
        post(33, 30, 3, -1, to=2, username="system"),
    ]
    if newer:
        posts += [post(34, 30, 4, 4, to=2), post(22, 20, 2, 4)]
    return export(folder, topics, posts)


def bring(folder: Path, **options: Any) -> RunCard:
    archive = open_discourse(folder, site="mill")
    return run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive, **options)


def shape() -> dict[str, list[tuple[str, str, str | None]]]:
    """Each topic's posts: key, kind, key of what it replies to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.source_key || ' ' || t.kind, p.source_key, p.kind, q.source_key from discussions_topic t"
            " join discussions_post p on p.topic_id = t.id and p.kind <> 'opening'"
            " left join discussions_post q on q.id = p.parent_id order by 1, p.created_at"
        )
        found: dict[str, list[tuple[str, str, str | None]]] = {}
        for name, key, kind, parent in cursor:
            found.setdefault(name, []).append((key, kind, parent))
    return found


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


def test_lines_that_cannot_be_read_are_rejects(tmp_path: Path, clone: str) -> None:
    posts: list[Row | str] = [
        post(1, 10, 1, 1), "{broken", "[]", post(2, 10, 2, 2, created_at="soon"), post(3, 11, 1, 2),
        {**post(4, 10, 3, 2), "post_number": "x"}, post(5, 12, 1, 3),
    ]  # fmt: skip
    folder = export(tmp_path / "x", [topic(10), topic(12, archetype="private_message"), topic(13, title="")], posts)
    card = bring(folder)
    assert card.rejects_file is not None
    said = [json.loads(line) for line in card.rejects_file.read_text().splitlines()]
    assert sorted((row["file"], row["line"], row["reason"]) for row in said) == [
        ("posts.jsonl.gz", 2, "the line is not JSON"),
        ("posts.jsonl.gz", 3, "the line is no JSON object"),
        ("posts.jsonl.gz", 4, "created_at is no date: 'soon'"),
        ("posts.jsonl.gz", 5, "its topic 11 is not in the archive"),
        ("posts.jsonl.gz", 6, "post_number is no number: 'x'"),
        ("topics.jsonl", 3, "title is missing"),
    ]
    assert (card.counts["topics"].loaded, card.counts["others"].skipped) == (1, 2)


def test_again_newer_and_back(tmp_path: Path, clone: str) -> None:
    bring(small(tmp_path / "x"))
    before = told(batches=False)
    assert bring(small(tmp_path / "x")).changed_nothing
    assert len(facts("word = 'accepted'")) == 2
    newer = bring(small(tmp_path / "x", newer=True))
    assert (newer.counts["people"].loaded, newer.rejects) == (1, 0)
    assert len(facts("word = 'accepted'")) == 1
    undo(actor=SYSTEM, run_id=newer.id, confirmed=True)
    assert differences(before, told(batches=False)) == []


def solved(folder: Path, first: int | None, third: int | None) -> Path:
    """A conversation's category with two topics of four posts each, and which post of them was accepted."""
    accepted = {10: first, 30: third}
    topics = [topic(id, accepted_answer={"post_number": post} if post else None) for id, post in accepted.items()]
    topics += [topic(id) for id in range(100, 125)]
    posts: list[Row | str] = [post(id, id, 1, 1) for id in range(100, 125)]
    for id in accepted:
        posts += [
            post(id + 1, id, 1, 1),
            post(id + 2, id, 2, 2),
            post(id + 3, id, 3, 3, to=2),
            post(id + 4, id, 4, 1, to=3),
        ]
    return export(folder, topics, posts)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ((None, None), (3, None), ["question", "answer", "answer", "reply 13"]),
        ((None, None), (4, None), ["question", "answer", "reply 12", "answer"]),
        ((3, None), (None, None), ["question", "answer", "answer", "reply 13"]),
        ((3, None), (4, None), ["question", "answer", "answer", "answer"]),
    ],
    ids=["gained", "gained by the asker", "lost", "moved"],
)
def test_an_acceptance_changes_with_a_newer_export_and_back(
    tmp_path: Path,
    clone: str,
    before: tuple[int | None, int | None],
    after: tuple[int | None, int | None],
    found: list[str],
) -> None:
    bring(solved(tmp_path / "x", *before))
    first = told(batches=False)
    newer = bring(solved(tmp_path / "x", *after))
    assert newer.rejects == 0
    ((name, posts),) = [(name, posts) for name, posts in shape().items() if name.startswith("t10 ")]
    assert [name[4:], *(" ".join(filter(None, (kind, parent))) for _, kind, parent in posts)] == found
    assert len(facts("word = 'accepted'")) == (after[0] is not None)
    page = topic_page(SYSTEM, next(one.uid for one in latest(SYSTEM, limit=50).items if one.title == "Topic 10"))
    accepted = [thread.post.created_at.hour for thread in page.posts if thread.post.accepted]
    assert accepted == ([after[0]] if after[0] else [])
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.answers, t.replies, (select count(*) from ledger_standing s where s.word = 'answered'),"
            " (select count(*) from discussions_post p where p.parent_id is not null and p.root_id is null)"
            " from discussions_topic t where source_key = 't10'"
        )
        answers = [line.split()[0] for line in found].count("answer")
        assert cursor.fetchone() == (answers, 3 - answers, answers, 0)
    assert bring(solved(tmp_path / "x", *after)).changed_nothing
    undo(actor=SYSTEM, run_id=newer.id, confirmed=True)
    assert differences(first, told(batches=False)) == []
    again = bring(solved(tmp_path / "x", *after))
    assert (again.rejects, len(facts("word = 'accepted'"))) == (0, after[0] is not None)


def test_what_was_accepted_here_goes_with_the_answer_that_an_undone_export_made(tmp_path: Path, clone: str) -> None:
    bring(solved(tmp_path / "x", None, None))
    first = told(batches=False)
    newer = bring(solved(tmp_path / "x", 3, None))
    asker = Actor(person=find_identity("discourse:mill:1"), roles=frozenset({"host"}))
    uid = next(one.uid for one in latest(SYSTEM, limit=50).items if one.title == "Topic 10")
    other = next(thread.post.uid for thread in topic_page(SYSTEM, uid).posts if thread.post.created_at.hour == 2)
    accept(actor=asker, post=other)
    undo(actor=SYSTEM, run_id=newer.id, confirmed=True)
    assert facts("word = 'accepted'") == []
    assert [row for row in differences(first, told(batches=False)) if "_topic " in row or "_post " in row] == []


@pytest.mark.parametrize("phase", ["people", "groups", "answers", "replies", "acceptances"])
def test_an_interrupted_import_goes_on_where_it_stood(tmp_path: Path, clone: str, phase: str) -> None:
    folder = small(tmp_path / "x")

    def watch(progress: Progress) -> None:
        if (progress.state, progress.phase) == ("loading", phase):
            raise Stop

    with pytest.raises(Stop):
        bring(folder, watch=watch)
    (card,) = runs(SYSTEM)
    archive = reopen(card.place)
    assert run(actor=SYSTEM, run_id=card.id, archive=archive).state == "done"
    assert (count("discussions_post"), len(facts("word = 'accepted'"))) == (13, 2)
    assert bring(folder).changed_nothing


@pytest.mark.parametrize("kind", ["missing", "empty folder", "empty", "cut", "other", "no posts", "site"])
def test_what_is_no_export_is_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "x"
    if kind != "missing":
        export(folder, [topic(10)], [post(number, 10, number, 1, cooked="word " * 900) for number in range(1, 40)])
    file = folder / "posts.jsonl.gz"
    if kind == "empty folder":
        file.unlink()
    elif kind == "empty":
        file.write_bytes(gzip.compress(b""))
    elif kind == "cut":
        file.write_bytes(file.read_bytes()[:-200])
    elif kind == "other":
        file.write_bytes(gzip.compress(b"<html>"))
    elif kind == "no posts":
        file.write_bytes(gzip.compress(json.dumps(topic(10)).encode()))
    with pytest.raises(ArchiveRefused) as refused:
        open_discourse(folder, site="a/b" if kind == "site" else None).check(lambda done, total: None)
    words = {
        "missing": "There is no folder", "empty folder": "holds no Discourse export", "empty": "is empty",
        "cut": "is cut off", "other": "the line is not JSON", "no posts": "holds no posts of Discourse",
        "site": "cannot be the site's name",
    }  # fmt: skip
    assert words[kind] in str(refused.value)
    assert "\n" not in str(refused.value)

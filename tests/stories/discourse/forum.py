"""A small forum as Discourse exports it."""

import gzip
import json
from pathlib import Path
from typing import Any

from django.db import connection

from belong.care.archives.public import RunCard, run, start_run
from belong.doors.imports.public import open_discourse
from tests.stories.imports import SYSTEM

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

"""What the stories of imports have in common: a small dump, and looks at what it became."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from belong.care.archives.public import (
    Progress,
    RunCard,
    run,
    runs,
    start_run,
)
from belong.community.discussions.public import PostCard, TopicPage
from belong.doors.imports.public import open_stackexchange
from belong.doors.imports.tests.dumps import accepting, answer, comment, question, user, write
from belong.ground.groups.public import actor_for
from belong.ground.people.public import Actor, find_identity, open_account

SYSTEM = Actor.system_run("test")


def bring(folder: Path, *, watch: Callable[[Progress], None] | None = None) -> RunCard:
    archive = open_stackexchange(folder, site="x")
    return run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive, watch=watch)


def small(folder: Path, *, edited: bool = False) -> Path:
    """Two questions, three answers, a comment, a tick; edited: another text, the tick gone, an answer and a topic."""
    posts = [
        question(10, 1, AcceptedAnswerId=None if edited else 11),
        answer(11, 10, 2, Body="<p>Changed</p>" if edited else "<p>First, see <a href='/q/20'>there</a></p>"),
        question(20, None, OwnerDisplayName="ann@example.org"),
    ]
    if edited:
        posts += [answer(12, 10, 3), question(30, 3)]
    else:
        posts += [answer(21, 20, 2)]
    return write(
        folder,
        Users=[user(-1, "Community"), user(1, "Ann"), user(2, "Bo"), user(3, "Cy")],
        Posts=posts,
        Comments=[comment(5, 11, 1)],
        Votes=[accepting(1, 11, "2020-03-01T00:00:00.000")],
    )


def facts(where: str = "true") -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select word, actor, counterpart, occurred_at from ledger_standing where {where} order by id")
        rows: list[tuple[object, ...]] = cursor.fetchall()
    return rows


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


def acted() -> list[tuple[object, ...]]:
    return facts("word not in ('batch_completed', 'batch_withdrawn', 'withdrawn', 'founded', 'rows_changed')")


def person(number: int) -> int | None:
    return find_identity(f"stackexchange:x:{number}")


class Stop(Exception):
    pass


def stopped(folder: Path, state: str, phase: str = "") -> RunCard:
    """A run that was left at the first word of a step."""

    def watch(progress: Progress) -> None:
        if (progress.state, progress.phase) == (state, phase):
            raise Stop

    with pytest.raises(Stop):
        bring(folder, watch=watch)
    return runs(SYSTEM)[0]


def member(name: str) -> Actor:
    return actor_for(open_account(actor=SYSTEM, email=f"{name}@example.org", name=name).pk)


def posts_of(page: TopicPage) -> list[PostCard]:
    threads = [*([page.opening] if page.opening else []), *page.posts]
    return [post for thread in threads for post in (thread.post, *thread.replies)]

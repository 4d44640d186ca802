"""Again, newer, interrupted, and back."""

from pathlib import Path

import pytest
from django.db import connection

from belong.care.archives.public import Progress, run, runs, undo
from belong.community.discussions.public import accept, latest, topic_page
from belong.doors.imports.public import reopen
from belong.ground.people.public import Actor, find_identity
from tests.sameness import differences, told
from tests.stories.discourse.forum import Row, bring, export, post, shape, small, topic
from tests.stories.imports import SYSTEM, Stop, count, facts


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

"""What an import brings, and what another one of the same source changes."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from belong.care.archives.public import (
    Progress,
    run,
    start_run,
    undo,
)
from belong.community.discussions.public import latest, topic_page
from belong.doors.imports.public import open_archive, open_stackexchange, write_demo
from belong.doors.imports.tests.dumps import Row, answer, question, user, write
from belong.ground.people.public import Actor
from tests.sameness import differences, told
from tests.stories.imports import SYSTEM, acted, bring, count, facts, person, small

pytestmark = pytest.mark.usefixtures("clone")


def test_acts_become_facts_at_the_time_they_happened(tmp_path: Path) -> None:
    card = bring(small(tmp_path))
    assert (card.says, card.rejects, card.resumable, card.undoable) == ("done", 0, False, True)

    def at(month: int, day: int, hour: int = 0) -> datetime:
        return datetime(2020, month, day, hour, tzinfo=UTC)

    ann, bo, cy, bot = (person(number) for number in (1, 2, 3, -1))
    assert sorted(acted(), key=str) == sorted(
        [
            *(("joined", one, None, at(1, 1)) for one in (ann, bo, cy, bot)),
            ("asked", ann, None, at(2, 1, 10)),
            ("asked", None, None, at(2, 1, 10)),
            ("answered", bo, ann, at(2, 1, 11)),
            ("answered", bo, None, at(2, 1, 11)),
            ("replied", ann, bo, at(2, 1, 12)),
            ("accepted", ann, bo, at(3, 1)),
        ],
        key=str,
    )
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_fact where not backfill and kind not like 'ledger.%'")
        assert cursor.fetchone() == (0,)
    assert count("people_permission") == count("people_account") == count("groups_membership") == 0


def test_pages_show_what_came(tmp_path: Path) -> None:
    bring(small(tmp_path))
    page = latest(SYSTEM)
    assert sorted(card.title for card in page.items) == ["Title 10", "Title 20"]
    by_title = {card.title: card for card in page.items}
    assert by_title["Title 20"].author is None
    assert by_title["Title 20"].byline == "[address hidden]"
    assert by_title["Title 10"].accepted
    assert by_title["Title 10"].score == 3
    found = topic_page(SYSTEM, by_title["Title 10"].uid)
    (thread,) = found.posts
    assert f'href="{by_title["Title 20"].url}"' in thread.post.html
    assert [one.html for one in thread.replies] == ["<p>Remark 5</p>"]
    assert latest(Actor.anonymous()).items == () or list(latest(Actor.anonymous()).items) == []


def test_nothing_is_visible_before_all_of_it_is(tmp_path: Path) -> None:
    seen: dict[str, tuple[int, int]] = {}

    def watch(progress: Progress) -> None:
        seen[f"{progress.state} {progress.phase}".strip()] = (len(latest(SYSTEM).items), len(acted()))

    bring(small(tmp_path), watch=watch)
    before = {step: found for step, found in seen.items() if step.startswith(("checking", "loading"))}
    assert set(before.values()) == {(0, 0)}
    assert "loading acceptances" in before
    assert seen["applying"] == (2, 10)


def test_the_summary_counts_every_item(tmp_path: Path) -> None:
    folder = small(tmp_path)
    posts: list[Row] = [question(10, 1), answer(11, 10), answer(12, 99), {**question(13), "PostTypeId": 4}, {"Id": "x"}]
    badge = {"Id": 1, "UserId": 1, "Name": "Teacher"}
    write(folder, Users=[user(1)], Posts=posts, Badges=[badge, badge], Tags=[{"Id": 1, "TagName": "hops"}])
    card = bring(folder)
    told_counts = {
        phase: {name: number for name in ("read", "loaded", "unchanged", "changed", "refused", "skipped")
                if (number := getattr(counts, name))}
        for phase, counts in card.counts.items()
    }  # fmt: skip
    assert told_counts == {
        "people": {"read": 1, "loaded": 1},
        "groups": {"read": 1, "loaded": 1},
        "tags": {"read": 1, "loaded": 1},
        "topics": {"read": 3, "loaded": 1, "refused": 1, "skipped": 1},
        "answers": {"read": 2, "loaded": 1, "refused": 1},
        "replies": {"read": 1, "loaded": 1},
        "votes": {"read": 1, "skipped": 1},
        "badges": {"read": 2, "skipped": 2},
    }
    assert card.rejects == 2
    assert card.rejects_file is not None
    assert stat.S_IMODE(card.rejects_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(card.rejects_file.parent.stat().st_mode) == 0o700
    assert [json.loads(line) for line in card.rejects_file.read_text().splitlines()] == [
        {"file": "Posts.xml", "line": 7, "reason": "PostTypeId is missing",
         "told": {"says": "%(name)s is missing", "with": {"name": "PostTypeId"}}, "record": {"Id": "x"}},
        {"file": "Posts.xml", "line": 5, "reason": "its question 99 is not in the archive",
         "told": {"says": "its question %(parent)s is not in the archive", "with": {"parent": 99}},
         "record": {key: str(value) for key, value in answer(12, 99).items()}},
    ]  # fmt: skip


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    first = bring(small(tmp_path))
    before = told(batches=False)
    number = len(acted())
    second = bring(small(tmp_path))
    assert second.changed_nothing
    assert second.says == "done, nothing was new"
    assert not second.undoable
    assert all(counts.loaded == counts.changed == 0 for counts in second.counts.values())
    assert differences(before, told(batches=False)) == []
    assert len(acted()) == number
    undo(actor=SYSTEM, run_id=first.id, confirmed=True)
    assert acted() == []
    assert list(latest(SYSTEM).items) == []


def test_a_newer_dump_edits_withdraws_and_adds(tmp_path: Path) -> None:
    bring(small(tmp_path / "old"))
    before = told(batches=False)
    newer = bring(small(tmp_path / "new", edited=True))
    assert (newer.counts["answers"].changed, newer.counts["acceptances"].changed) == (1, 1)
    assert (newer.counts["answers"].loaded, newer.counts["topics"].loaded) == (1, 1)
    assert facts("word = 'accepted'") == []
    by_title = {card.title: card for card in latest(SYSTEM).items}
    assert sorted(by_title) == ["Title 10", "Title 20", "Title 30"]
    assert not by_title["Title 10"].accepted
    assert by_title["Title 20"].answers == 1
    page = topic_page(SYSTEM, by_title["Title 10"].uid)
    assert [thread.post.html for thread in page.posts] == ["<p>Changed</p>", "<p>Answer 12</p>"]
    undo(actor=SYSTEM, run_id=newer.id, confirmed=True)
    assert differences(before, told(batches=False)) == []


def test_a_group_keeps_its_name_and_the_summary_says_so(tmp_path: Path) -> None:
    def brought(group: str) -> list[str]:
        archive = open_stackexchange(small(tmp_path), site="x", group=group)
        return list(run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive).notes)

    assert brought("First") == brought("FIRST") == []
    assert brought("Second") == [
        "No group Second was made: what this archive puts there is in the group First, as before."
    ]
    assert {card.group.name for card in latest(SYSTEM).items} == {"First"}


def test_the_demo_comes_in_whole(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo.jsonl")
    archive = open_archive(tmp_path / "demo.jsonl")
    card = run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
    assert (card.state, card.rejects) == ("done", 0)
    told = [json.loads(line)["record"] for line in (tmp_path / "demo.jsonl").read_text().splitlines()]
    assert told.count("person") == 438
    for record, table in (("person", "people_person"), ("group", "groups_group"), ("topic", "discussions_topic")):
        assert count(table) == told.count(record)
    for word in ("joined", "permission_granted", "role_given", "joined_group", "asked", "started", "answered",
                 "replied", "accepted", "contacted"):  # fmt: skip
        assert facts(f"word = '{word}'"), word


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["se-beer", "se-bicycles-meta", "se-conlang-meta"])
def test_a_real_dump_comes_in_whole(shared_data: Path, name: str) -> None:
    archive = open_stackexchange(shared_data / "conversations" / name)
    card = run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
    assert (card.state, card.rejects) == ("done", 0)
    kept = {
        "se-beer": (3948, 591, 1398, 1860, 359),
        "se-bicycles-meta": (2551, 453, 971, 2448, 157),
        "se-conlang-meta": (272, 54, 115, 230, 11),
    }[name]
    phases = ("people", "topics", "answers", "replies", "acceptances")
    assert tuple(card.counts[phase].loaded for phase in phases) == kept
    again = run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
    assert again.changed_nothing

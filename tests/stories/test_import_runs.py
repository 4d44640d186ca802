"""What an import brings, what a second one changes, what an undone one leaves."""

import json
import stat
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import DataError, connection

from belong.care.archives import locks
from belong.care.archives.loading import load, slices
from belong.care.archives.loading.rooms import LOADERS, Context, Loader, Pair
from belong.care.archives.loading.tally import Tally
from belong.care.archives.models import Run
from belong.care.archives.public import (
    ArchiveRefused,
    Phase,
    Progress,
    RunCard,
    Unconfirmed,
    orphans,
    remove_old_rejects,
    run,
    run_card,
    runs,
    start_run,
    undo,
)
from belong.community.discussions.public import PostCard, TopicPage, latest, reply, topic_page
from belong.doors.imports.public import open_archive, open_stackexchange, write_demo
from belong.doors.imports.tests.dumps import Row, accepting, answer, comment, question, user, write
from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import NotFound, Refused, doctor_checks, erasers, frozen, lock_number
from belong.ground.people.public import Actor, find_identity, open_account
from tests.dumps import write_dump
from tests.sameness import differences, told

pytestmark = pytest.mark.usefixtures("clone")

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
    return facts("word not in ('batch_completed', 'batch_withdrawn', 'withdrawn', 'founded')")


def person(number: int) -> int | None:
    return find_identity(f"stackexchange:x:{number}")


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
        {"file": "Posts.xml", "line": 7, "reason": "PostTypeId is missing", "record": {"Id": "x"}},
        {"file": "Posts.xml", "line": 5, "reason": "its question 99 is not in the archive",
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


def test_an_older_state_is_not_undone_before_the_newer_one(tmp_path: Path) -> None:
    old = bring(small(tmp_path / "old"))
    new = bring(small(tmp_path / "new", edited=True))
    with pytest.raises(ArchiveRefused, match=f"^Run {new.id} brought a newer state of the same archive: undo that one"):
        undo(actor=SYSTEM, run_id=old.id, confirmed=True)
    assert run_card(SYSTEM, old.id).state == "done"
    undo(actor=SYSTEM, run_id=new.id, confirmed=True)
    undo(actor=SYSTEM, run_id=old.id, confirmed=True)
    assert acted() == []


def test_undo_takes_everything_back_and_the_same_archive_gives_the_same_again(tmp_path: Path) -> None:
    empty = told(batches=False)
    folder = write_dump(tmp_path, posts=300)
    card = bring(folder)
    first = told(batches=False)
    undone = undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert (undone.state, undone.undoable, undone.resumable) == ("undone", False, False)
    assert undone.undone_at is not None
    gone = told(batches=False)
    gone["tags_tag"] = []
    assert differences(empty, gone) == []
    assert bring(folder).counts == dict(card.counts) | {"tags": known_already(card, "tags")}
    assert differences(first, told(batches=False)) == []
    with pytest.raises(ArchiveRefused, match="is undone already"):
        undo(actor=SYSTEM, run_id=card.id, confirmed=True)


def known_already(card: RunCard, phase: str) -> object:
    """Tags belong to no import, so those of an undone one are there already."""
    counts = card.counts[phase]
    return type(counts)(read=counts.read, unchanged=counts.loaded)


def member(name: str) -> Actor:
    return actor_for(open_account(actor=SYSTEM, email=f"{name}@example.org", name=name).pk)


def test_undo_says_what_members_wrote_and_asks(tmp_path: Path) -> None:
    card = bring(small(tmp_path))
    topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
    mia = member("mia")
    mine = reply(actor=mia, topic=topic.uid, body="My own words")
    assert orphans(SYSTEM, card.id) == 1
    before = told()
    with pytest.raises(Unconfirmed) as asked:
        undo(actor=SYSTEM, run_id=card.id)
    assert asked.value.orphans == 1
    assert "Members wrote 1 piece on it since; what they wrote stays theirs" in str(asked.value)
    assert differences(before, told()) == []
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert topic_page(mia, topic.uid).gone
    assert [one.uid for one in posts_of(topic_page(mia, topic.uid)) if one.html] == [mine.uid]
    assert topic_page(SYSTEM, topic.uid).gone
    with pytest.raises(NotFound):
        topic_page(member("other"), topic.uid)
    bring(small(tmp_path))
    again = topic_page(mia, topic.uid)
    assert not again.gone
    assert [one.html for one in posts_of(again) if one.uid == mine.uid] == [mine.html]
    assert len(posts_of(again)) == 4


def posts_of(page: TopicPage) -> list[PostCard]:
    threads = [*([page.opening] if page.opening else []), *page.posts]
    return [post for thread in threads for post in (thread.post, *thread.replies)]


def test_a_refused_archive_leaves_no_trace(tmp_path: Path) -> None:
    before = told()
    folder = small(tmp_path)
    (folder / "Votes.xml").write_bytes((folder / "Votes.xml").read_bytes()[:-3])
    archive = open_stackexchange(folder, site="x")
    card = start_run(actor=SYSTEM, archive=archive)
    with pytest.raises(ArchiveRefused, match=r"Votes\.xml is cut off"):
        run(actor=SYSTEM, run_id=card.id, archive=archive)
    assert runs(SYSTEM) == []
    assert differences(before, told()) == []


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


def test_an_unfinished_run_goes_on_with_the_same_files_only(tmp_path: Path) -> None:
    folder = small(tmp_path / "a")
    card = stopped(folder, "loading", "answers")
    assert card.resumable
    assert card.says == "interrupted, loading answers: 9 of 12"
    other = open_stackexchange(small(tmp_path / "b", edited=True), site="x")
    with pytest.raises(ArchiveRefused, match=f"^Run {card.id} of stackexchange:x is not finished and reads other"):
        start_run(actor=SYSTEM, archive=other)
    with pytest.raises(ArchiveRefused, match=f"^Run {card.id} reads other files: those in "):
        run(actor=SYSTEM, run_id=card.id, archive=other)
    archive = open_stackexchange(folder, site="x")
    assert start_run(actor=SYSTEM, archive=archive).id == card.id
    assert run(actor=SYSTEM, run_id=card.id, archive=archive).state == "done"
    with pytest.raises(ArchiveRefused, match=f"^Run {card.id} is done: there is nothing to resume"):
        run(actor=SYSTEM, run_id=card.id, archive=archive)


def test_an_unfinished_run_does_not_go_on_with_files_that_changed_inside(tmp_path: Path) -> None:
    folder = small(tmp_path)
    file = folder / "Posts.xml"
    with file.open("ab") as stream:
        stream.write(b" " * (1 << 17))
    card = stopped(folder, "loading", "answers")
    file.write_bytes(file.read_bytes().replace(b'Id="21" PostTypeId="2"', b'Id="21" PostTypeId="4"'))
    archive = open_stackexchange(folder, site="x")
    archive.__dict__["fingerprint"] = Run.objects.get().fingerprint
    with pytest.raises(ArchiveRefused, match=f"are not what they were when run {card.id} began"):
        run(actor=SYSTEM, run_id=card.id, archive=archive)
    assert run_card(SYSTEM, card.id).resumable


@pytest.mark.parametrize("state", ["checking", "loading", "applying", "folding"])
def test_an_unfinished_run_can_be_undone(tmp_path: Path, state: str) -> None:
    folder = small(tmp_path)
    card = stopped(folder, state, "topics" if state == "loading" else "")
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert run_card(SYSTEM, card.id).state == "undone"
    assert acted() == []
    assert list(latest(SYSTEM).items) == []
    assert bring(folder).state == "done"
    assert len(acted()) == 10


def test_two_processes_never_have_the_same_run(tmp_path: Path, clone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.3)
    archive = open_stackexchange(small(tmp_path), site="x")
    card = start_run(actor=SYSTEM, archive=archive)
    given = connection.settings_dict
    with psycopg.connect(host=given["HOST"], port=given["PORT"] or None, user=given["USER"], dbname=clone) as other:
        other.execute("select pg_advisory_lock(%s)", [lock_number(f"archives.run:{card.id}")])
        with pytest.raises(ArchiveRefused, match=f"^Run {card.id} is in the hands of another process"):
            run(actor=SYSTEM, run_id=card.id, archive=archive)
        assert run_card(SYSTEM, card.id).says == "at work, checking the archive"
        with pytest.raises(ArchiveRefused, match=f"^Run {card.id} is in the hands of another process"):
            undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert run(actor=SYSTEM, run_id=card.id, archive=archive).state == "done"


def test_only_hosts_and_the_system_deal_with_runs(tmp_path: Path) -> None:
    archive = open_stackexchange(small(tmp_path), site="x")
    for actor in (Actor.anonymous(), Actor(person=1), Actor(person=1, roles=frozenset({"mentor"}), staff=True)):
        with pytest.raises(Refused):
            start_run(actor=actor, archive=archive)
    assert Run.objects.count() == 0
    card = bring(tmp_path)
    for actor in (Actor.anonymous(), Actor(person=1)):
        assert runs(actor) == []
        for question_ in (run_card, orphans):
            with pytest.raises(NotFound):
                question_(actor, card.id)
        with pytest.raises(NotFound):
            undo(actor=actor, run_id=card.id, confirmed=True)
    assert run_card(Actor(person=1, roles=frozenset({"host"})), card.id).id == card.id
    assert run_card(SYSTEM, card.id).state == "done"


def test_a_row_that_the_database_cannot_hold_is_refused_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = LOADERS[Phase.ANSWERS]

    def failing(context: Context, rows: Sequence[Pair]) -> Tally:
        if any(row.key == "11" for _, row in rows):
            raise DataError("value too long\nfor a column")
        return loader.load(context, rows)

    monkeypatch.setattr(load, "LOADERS", {**LOADERS, Phase.ANSWERS: Loader(loader.prepare, failing)})
    card = bring(small(tmp_path))
    assert (card.counts["answers"].loaded, card.counts["answers"].refused) == (1, 1)
    assert card.rejects_file is not None
    reasons = [json.loads(line)["reason"] for line in card.rejects_file.read_text().splitlines()]
    assert reasons[0] == "it could not be stored: value too long"
    assert len(reasons) == card.rejects


def test_slices_are_short_whatever_the_rows_cost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pace = slices.Pace()
    clock = iter(range(10_000))
    sizes = []
    monkeypatch.setattr(slices, "monotonic", lambda: next(clock))  # every slice takes a second
    for _ in range(8):
        pace.begin()
        pace.end(len(pace.take(iter([None] * 10_000))))  # type: ignore[list-item]
        sizes.append(len(pace.take(iter([None] * 10_000))))  # type: ignore[list-item]
    assert sizes == [80, 32, 12, 4, 1, 1, 1, 1]


def test_rejects_go_with_time_and_with_an_erasure(tmp_path: Path) -> None:
    folder = write(tmp_path, Users=[user(1)], Posts=[question(1), {"Id": "x"}])
    card = bring(folder)
    assert card.rejects_file is not None
    remove_old_rejects()
    assert card.rejects_file.exists()
    with frozen(datetime(2099, 1, 1, tzinfo=UTC)):
        remove_old_rejects()
    assert not card.rejects_file.exists()
    assert (run_card(SYSTEM, card.id).rejects, run_card(SYSTEM, card.id).rejects_file) == (1, None)
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    again = bring(folder)
    assert again.rejects_file is not None
    tables, eraser = erasers()["archives"]
    assert tables == ("archives_run",)
    eraser(person(1) or 0)
    assert not again.rejects_file.exists()


def test_the_doctor_names_interrupted_runs(tmp_path: Path) -> None:
    check = doctor_checks()["archives"]
    assert check().ok
    card = stopped(small(tmp_path), "loading", "topics")
    verdict = check()
    assert not verdict.ok
    assert verdict.remedy == f"belong import resume {card.id}"


def test_the_demo_comes_in_whole(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo.jsonl")
    archive = open_archive(tmp_path / "demo.jsonl")
    card = run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive)
    assert (card.state, card.rejects) == ("done", 0)
    assert (count("people_person"), count("groups_group"), count("discussions_topic")) == (60, 8, 150)
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

"""Mails brought in: people, threads, files; again, newer, interrupted, undone, forgotten."""

from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from belong.care.archives.public import ArchiveRefused, Progress, run, run_card, runs, start_run, undo
from belong.community.discussions.public import attachment, latest, topic_page
from belong.doors.imports.public import open_mbox, reopen
from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import NotFound, erasers
from belong.ground.people.public import Account, Actor, find_identity, make_owner, open_account, same_persons
from tests.sameness import differences, told
from tests.stories.imports import SYSTEM, Stop, count, facts
from tests.stories.mails import bring, mail, reply, threads, write

pytestmark = pytest.mark.usefixtures("clone")

PLAN = """--b
Content-Type: text/plain; charset=utf-8

The plan, see below.
--b
Content-Type: text/html; name=plan.html
Content-Disposition: attachment; filename=plan.html

<script>alert(1)</script>
--b--
"""
CY = "Cy Rowe <cy@example.org>"
SAID = ["asked", "answered", "replied"]
MIXED = {"Content_Type": "multipart/mixed; boundary=b"}


def small(folder: Path, *, newer: bool = False) -> Path:
    """A thread of three with a file, another one of somebody under two addresses; newer: a reply and a thread more."""
    mails = [
        mail(1, PLAN, **MIXED),
        reply(2, 1, "Mine is older."),
        reply(3, 2, "Is it?", From=CY),
        mail(4, From="bo winter <bo.winter@mill.example>"),
    ]
    if newer:
        mails += [reply(5, 4, "New", From=CY), mail(6, "Newer", From=CY)]
    return write(folder / "list.mbox.gz", *mails)


def host(name: str = "hana") -> Actor:
    account = make_owner(actor=SYSTEM, email=f"{name}@example.net", name=name, password="a long enough one")
    return actor_for(account.pk)


def the_file() -> tuple[UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute("select uid, digest from discussions_attachment")
        ((uid, digest),) = cursor.fetchall()
    return uid, digest


def test_mails_become_a_groups_questions_and_their_writers_members(tmp_path: Path) -> None:
    card = bring(small(tmp_path), group="Kestrel list")
    assert (card.state, card.rejects, card.source) == ("done", 0, "mbox:list")
    assert threads() == {
        "Subject 1": [("opening", "Ann Lee"), ("answer", "Bo Winter"), ("reply", "Cy Rowe")],
        "Subject 4": [("opening", "bo winter")],
    }
    ann, bo, other = (
        find_identity(f"mail:{key}") for key in ("ann@example.org", "bo@example.org", "bo.winter@mill.example")
    )
    assert None not in {ann, bo, other} and bo != other
    with connection.cursor() as cursor:
        cursor.execute("select word, channel, count(*) from ledger_standing where word = any(%s) group by 1, 2", [SAID])
        assert sorted(cursor.fetchall()) == [("answered", "mail", 1), ("asked", "mail", 2), ("replied", "mail", 1)]
    joined = sorted((row[1], row[3].hour) for row in facts("word = 'joined'"))  # type: ignore[attr-defined]
    assert sorted((row[1], row[3].hour) for row in facts("word = 'joined_group'")) == joined  # type: ignore[attr-defined]
    assert (ann, 1) in joined and (bo, 2) in joined and (other, 4) in joined and len(joined) == 4
    assert count("people_account") == count("people_permission") == 0


def test_the_same_person_under_two_addresses_is_proposed_to_hosts_and_merged_by_nobody(tmp_path: Path) -> None:
    bring(small(tmp_path))
    (card,) = same_persons(host()).items
    assert {card.person.name, card.other.name} == {"Bo Winter", "bo winter"}
    assert (card.reason, card.state) == ("name", "undecided")
    assert list(same_persons(Actor.anonymous()).items) == []
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from person_alias")
        assert cursor.fetchone() == (0,)


def test_a_file_is_read_by_those_who_read_its_post(tmp_path: Path) -> None:
    bring(small(tmp_path))
    uid, digest = the_file()
    page = topic_page(SYSTEM, next(card.uid for card in latest(SYSTEM).items if card.title == "Subject 1"))
    assert page.opening is not None
    assert f'href="/attachments/{uid}"' in page.opening.post.html
    card = attachment(SYSTEM, uid)
    assert (card.name, card.media_type, card.path) == ("plan.html", "text/html", f"attachments/{digest[:2]}/{digest}")
    with pytest.raises(NotFound):
        attachment(Actor.anonymous(), uid)
    stranger, member = Client(), Client()
    assert stranger.get(f"/attachments/{uid}").status_code == 404
    member.force_login(Account.objects.get(pk=open_account(actor=SYSTEM, email="mo@example.org", name="Mo").pk))
    answer = member.get(f"/attachments/{uid}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="plan.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer.streaming_content).strip() == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("update groups_group set audience = 'secret'")
    assert member.get(f"/attachments/{uid}").status_code == 404


def test_a_file_that_a_killed_process_left_half_written_is_written_anew(tmp_path: Path) -> None:
    bring(small(tmp_path))
    _, digest = the_file()
    kept = Path(settings.MEDIA_ROOT) / "attachments" / digest[:2] / digest
    whole = kept.read_bytes()
    undo(actor=SYSTEM, run_id=runs(SYSTEM)[0].id, confirmed=True)
    kept.write_bytes(whole[:5])
    bring(small(tmp_path))
    assert kept.read_bytes() == whole
    assert [path.name for path in kept.parent.iterdir() if path.name.startswith(digest)] == [digest]
    assert {len(path.name) for path in kept.parent.iterdir()} == {len(digest)}


def test_what_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "list.mbox.gz", mail(1, "x" * (70 << 20)))
    with pytest.raises(ArchiveRefused, match=r"list\.mbox\.gz unpacks to far more than it should: it is refused\."):
        open_mbox([file], site="list").check(lambda done, total: None)


def test_forgetting_a_writer_removes_their_files(tmp_path: Path) -> None:
    bring(small(tmp_path))
    _, digest = the_file()
    kept = Path(settings.MEDIA_ROOT) / "attachments" / digest[:2] / digest
    assert kept.exists()
    ann = find_identity("mail:ann@example.org")
    assert ann is not None
    for _, erase in erasers().values():
        erase(ann)
    assert count("discussions_attachment") == 0
    assert not kept.exists()
    again = bring(small(tmp_path))
    assert again.counts["attachments"].refused == 1
    assert count("discussions_attachment") == 0


def test_a_second_import_adds_nothing_and_a_newer_one_what_is_new(tmp_path: Path) -> None:
    bring(small(tmp_path))
    before = told(batches=False)
    assert bring(small(tmp_path)).changed_nothing
    assert differences(before, told(batches=False)) == []
    newer = bring(small(tmp_path, newer=True))
    loaded = {phase: counts.loaded for phase, counts in newer.counts.items() if counts.loaded}
    assert loaded == {"topics": 1, "answers": 1}
    assert threads()["Subject 4"] == [("opening", "bo winter"), ("answer", "Cy Rowe")]
    undo(actor=SYSTEM, run_id=newer.id, confirmed=True)
    assert differences(before, told(batches=False)) == []


def test_an_import_taken_back_shows_nothing_and_comes_again_with_its_files(tmp_path: Path) -> None:
    card = bring(small(tmp_path))
    before = told(batches=False)
    uid, _ = the_file()
    undo(actor=SYSTEM, run_id=card.id, confirmed=True)
    assert list(latest(SYSTEM).items) == []
    assert list(same_persons(host()).items) == []
    with pytest.raises(NotFound):
        attachment(SYSTEM, uid)
    bring(small(tmp_path))
    assert attachment(SYSTEM, uid).name == "plan.html"
    assert differences(before, without_the_host(told(batches=False))) == []


def without_the_host(tale: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        table: [row for row in rows if "hana" not in row and "account" not in table] for table, rows in tale.items()
    }


@pytest.mark.parametrize("phase", ["people", "proposals", "memberships", "topics", "replies", "attachments"])
def test_an_interrupted_import_goes_on_where_it_stood(tmp_path: Path, clone: str, phase: str) -> None:
    file = small(tmp_path)

    def watch(progress: Progress) -> None:
        if (progress.state, progress.phase) == ("loading", phase):
            raise Stop

    with pytest.raises(Stop):
        bring(file, watch=watch)
    (card,) = runs(SYSTEM)
    assert card.resumable and list(latest(SYSTEM).items) == []
    archive = reopen(card.place)
    done = run(actor=SYSTEM, run_id=card.id, archive=archive)
    assert (done.state, done.rejects) == ("done", 0)
    assert count("discussions_post") == 4 and count("discussions_attachment") == count("people_sameperson") == 1
    assert bring(file).changed_nothing


def test_several_files_are_one_archive_that_can_be_opened_again(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.mbox", mail(1)), write(tmp_path / "b.mbox", reply(2, 1))
    archive = open_mbox([first, second], site="list", kind="conversation")
    card = start_run(actor=SYSTEM, archive=archive)
    opened = reopen(run_card(SYSTEM, card.id).place)
    assert (opened.source, opened.fingerprint) == (archive.source, archive.fingerprint)
    assert run(actor=SYSTEM, run_id=card.id, archive=opened).state == "done"
    assert threads() == {"Subject 1": [("opening", "Ann Lee"), ("reply", "Bo Winter")]}


def thread_of_months(folder: Path, *, late: bool) -> Path:
    """Two threads whose first mail, the same one, is only in the newer archive; there with replies to all of them."""
    older = [
        reply(2, 1, "Yes."),
        reply(3, 2, "No.", From=CY),
        mail(4, "On", Subject="Apart"),
        reply(5, 4, "So", From=CY),
    ]
    newer = [
        mail(1, "Who has one?"),
        mail(4, "On", Subject="Apart", In_Reply_To="<m1@example.org>"),
        reply(6, 1, "I have.", From=CY),
        reply(7, 2, "Perhaps.", From=CY),
        reply(8, 5, "Well", Subject="Re: Apart"),
        reply(9, 6, "Thanks.", From="Ann Lee <ann@example.org>"),
    ]
    return write(folder / "list.mbox", *([newer[0], *older[:2], newer[1], older[3], *newer[2:]] if late else older))


def test_a_first_mail_that_arrives_late_finds_its_place_in_the_thread_that_is_there(tmp_path: Path) -> None:
    first = bring(thread_of_months(tmp_path / "a", late=False))
    before = told(batches=False)
    assert threads() == {
        "Subject 1": [("opening", "Bo Winter"), ("answer", "Cy Rowe")],
        "Apart": [("opening", "Ann Lee"), ("answer", "Cy Rowe")],
    }
    newer = bring(thread_of_months(tmp_path / "b", late=True))
    assert newer.rejects == 0
    assert threads() == {
        "Subject 1": [
            ("reply", "Ann Lee"), ("opening", "Bo Winter"), ("answer", "Cy Rowe"), ("reply", "Cy Rowe"),
            ("answer", "Cy Rowe"), ("reply", "Ann Lee"),
        ],
        "Apart": [("opening", "Ann Lee"), ("answer", "Cy Rowe"), ("reply", "Bo Winter")],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "select extract(hour from p.created_at), extract(hour from q.created_at) from discussions_post p"
            " join discussions_post q on q.id = p.parent_id order by 1"
        )
        assert cursor.fetchall() == [(6, 1), (8, 5), (9, 6)]
        cursor.execute("select title, answers, replies from discussions_topic order by title")
        assert cursor.fetchall() == [("Apart", 1, 1), ("Subject 1", 2, 3)]
    assert len(facts("word = 'answered'")) == 3
    assert bring(thread_of_months(tmp_path / "b", late=True)).changed_nothing
    undo(actor=SYSTEM, run_id=newer.id, confirmed=True)
    assert differences(before, told(batches=False)) == []
    undo(actor=SYSTEM, run_id=first.id, confirmed=True)
    alone = bring(thread_of_months(tmp_path / "b", late=True))
    assert (alone.rejects, list(threads_that_stand())) == (0, ["Subject 1"])
    undo(actor=SYSTEM, run_id=alone.id, confirmed=True)
    bring(thread_of_months(tmp_path / "a", late=False))
    assert differences(before, told(batches=False)) == []


def threads_that_stand() -> dict[str, int]:
    return {topic.title: topic.answers + topic.replies for topic in latest(SYSTEM).items}

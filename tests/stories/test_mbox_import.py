"""Mails brought in: people, threads, files; again, newer, interrupted, undone, forgotten."""

from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from belong.care.archives.public import Progress, run, run_card, runs, start_run, undo
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

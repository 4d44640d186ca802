"""A host brings an archive in by the pages: sends it, watches it, reads what was left out, takes it back."""

import io
import json
import re
import stat
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from belong.care.archives import public as archives
from belong.care.archives.commands import background
from belong.care.archives.models import Run
from belong.community.discussions.public import latest, reply
from belong.doors.imports.tests.dumps import answer, question, user, write
from belong.doors.web.imports import views
from belong.ground.groups.public import open_group
from belong.ground.kernel.public import erasers, frozen, now
from belong.ground.people.public import Account, give_role, open_account
from belong.ground.settings.public import keep_periods
from tests.stories.imports import SYSTEM, bring, member, small
from tests.stories.working import run_worker

pytestmark = pytest.mark.usefixtures("clone")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
    return tmp_path / "home"


@pytest.fixture
def host(home: Path) -> Client:
    account = open_account(email="hanna@example.org", password="three words and a lamp", name="Hanna")
    give_role(actor=SYSTEM, person=account.person_id, role="host")
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk))
    return client


def packed(folder: Path, *, inside: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for one in sorted(folder.iterdir()):
            file.write(one, inside + one.name)
    return stream.getvalue()


def send(client: Client, content: bytes, *, name: str = "x.zip", key: str = "stackexchange", **options: str) -> Any:
    return client.post(f"/imports/new/{key}", {"file": SimpleUploadedFile(name, content), **options})


def uploads(home: Path) -> list[Path]:
    return [path for path in (home / "private" / "uploads").rglob("*") if path.is_file()]


def said(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_an_archive_comes_in_by_the_pages(tmp_path: Path, home: Path, host: Client) -> None:
    folder = write(tmp_path / "d", Users=[user(1, "Ann")], Posts=[question(10, 1), answer(11, 10), {"Id": "x"}])
    sent = send(host, packed(folder, inside="dump/"), site="x", group="Ales")
    run = Run.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/imports/{run.pk}")
    assert {stat.S_IMODE(path.stat().st_mode) for path in uploads(home)} == {0o600}
    assert {stat.S_IMODE(path.parent.stat().st_mode) for path in uploads(home)} == {0o700}
    waiting = host.get(sent["Location"])
    assert "It waits for its turn." in said(waiting)
    assert b'http-equiv="refresh"' in waiting.content
    assert list(latest(SYSTEM).items) == []
    run_worker(wait=False)
    done = host.get(sent["Location"])
    assert "It brought 1 person, 1 topic and 1 answer." in said(done)
    assert b'http-equiv="refresh"' not in done.content
    assert "Members only. Change who may read" in said(done)
    assert [card.group.name for card in latest(SYSTEM).items] == ["Ales"]
    assert uploads(home) == []
    again = send(host, packed(folder, inside="dump/"), site="x", group="Ales")
    run_worker(wait=False)
    assert "It brought nothing: what could be read was here already." in said(host.get(again["Location"]))


def test_rejects_are_read_page_by_page_and_as_a_file(
    tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from belong.care.archives import queries

    monkeypatch.setattr(queries, "REJECTS_A_PAGE", 2)
    bad = [{"Id": f"<{n}>"} for n in range(3)]
    card = bring(write(tmp_path, Users=[user(1)], Posts=[question(10, 1), *bad]))
    first = host.get(f"/imports/{card.id}/rejects")
    assert first.content.count(b"PostTypeId is missing") == 2
    assert b"&lt;0&gt;" in first.content
    following = re.search(rb'rejects\?after=(\d+)"', first.content)
    assert following is not None
    rest = host.get(f"/imports/{card.id}/rejects", {"after": following[1].decode()})
    assert (rest.content.count(b"PostTypeId is missing"), b"rejects?after" in rest.content) == (1, False)
    inside = host.get(f"/imports/{card.id}/rejects", {"after": "7"})
    assert inside.content.count(b"PostTypeId is missing") == 2
    file = host.get(f"/imports/{card.id}/rejects.jsonl")
    lines = b"".join(file.streaming_content).splitlines()  # type: ignore[attr-defined]
    assert [json.loads(line)["record"] for line in lines] == bad
    assert file["Content-Disposition"] == f'attachment; filename="run-{card.id}-rejects.jsonl"'
    assert file["X-Content-Type-Options"] == "nosniff"
    stranger = Client()
    for path in ("rejects", "rejects.jsonl"):
        assert stranger.get(f"/imports/{card.id}/{path}").status_code == 404


def test_undoing_says_what_goes_and_is_done_once_it_is_confirmed(tmp_path: Path, home: Path, host: Client) -> None:
    card = bring(small(tmp_path))
    topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
    reply(actor=member("mia"), topic=topic.uid, body="My own words")
    asked = said(host.get(f"/imports/{card.id}/undo"))
    assert "subject" not in asked
    assert "2 topics 2 answers 1 reply 1 accepted answer" in asked
    assert "Members wrote 1 post on it since." in asked
    assert len(latest(SYSTEM).items) == 2
    host.post(f"/imports/{card.id}/undo")
    run_worker(wait=False)
    assert "It was taken back" in said(host.get(f"/imports/{card.id}"))
    assert list(latest(SYSTEM).items) == []
    row = Run.objects.get()
    assert (row.undone_by_id is not None, row.asked) == (True, "")
    refused = host.post(f"/imports/{card.id}/undo")
    assert (refused.status_code, f"Run {card.id} is undone already." in said(refused)) == (422, True)


def test_a_run_that_stopped_goes_on(tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(host, packed(small(tmp_path)), site="x")
    number = Run.objects.get().pk
    Run.objects.update(asked="")
    stopped = said(host.get(f"/imports/{number}"))
    assert "It stopped before its end." in stopped
    assert "Go on" in stopped
    assert host.post(f"/imports/{number}/resume").status_code == 303
    run_worker(wait=False)
    assert "It brought" in said(host.get(f"/imports/{number}"))
    over = host.post(f"/imports/{number}/resume")
    assert (over.status_code, "there is nothing to resume" in said(over)) == (422, True)


def entry(name: str, *, content: bytes = b"<x/>", link: bool = False) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        if link:
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"no zip at all", "x.zip", "The .zip cannot be read"),
        (entry("Posts.xml"), "x.zip", "is not complete: Users.xml is missing."),
        (entry("Hello.txt"), "x.zip", "holds no Stack Exchange dump"),
        (entry("../Posts.xml"), "x.zip", "holds a name that leads out of it"),
        (entry("/etc/Posts.xml"), "x.zip", "holds a name that leads out of it"),
        (entry("C:\\Posts.xml"), "x.zip", "holds a name that leads out of it"),
        (entry("Posts.xml", link=True), "x.zip", "holds a name that leads out of it"),
        (entry("Posts.xml", content=bytes(70 << 20)), "x.zip", "unpacks to far more than it should"),
        (b"<posts/>", "Posts.xml", "This file ends in .xml."),
        (b"", "x.zip", "This file is empty."),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing(
    home: Path, host: Client, content: bytes, name: str, reason: str
) -> None:
    answer_ = send(host, content, name=name, site="x")
    assert answer_.status_code == 422
    assert reason in said(answer_).replace("&#x27;", "'")
    assert 'value="x"' in answer_.content.decode()
    assert uploads(home) == []
    assert Run.objects.count() == 0


def test_an_archive_that_is_damaged_inside_is_refused_at_once(tmp_path: Path, home: Path, host: Client) -> None:
    folder = small(tmp_path)
    (folder / "Votes.xml").write_bytes((folder / "Votes.xml").read_bytes()[:-3])
    answer_ = send(host, packed(folder), site="x")
    assert (answer_.status_code, "Votes.xml is cut off" in said(answer_)) == (422, True)
    assert "uploads" not in said(answer_)
    assert (uploads(home), Run.objects.count()) == ([], 0)


def test_a_large_one_is_refused_by_the_task_and_says_why(
    tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 10)
    folder = small(tmp_path)
    (folder / "Votes.xml").write_bytes((folder / "Votes.xml").read_bytes()[:-3])
    sent = send(host, packed(folder), site="x")
    run_worker(wait=False)
    page = said(host.get(sent["Location"]))
    assert "It was refused, and nothing of it was kept." in page
    assert "Votes.xml is cut off" in page
    assert str(home) not in page
    assert Run.objects.get().trouble.startswith("x/Votes.xml is cut off")
    assert uploads(home) == []
    assert not archives.may_undo_run(SYSTEM, Run.objects.get().pk)
    assert send(host, packed(small(tmp_path / "b")), site="x").status_code == 303


def stopped_upload(host: Client, folder: Path) -> Run:
    """A run that stands half-way, at which nothing is at work."""
    send(host, packed(folder), site="x")
    Run.objects.update(asked="")
    return Run.objects.get()


def test_what_was_sent_for_a_run_that_stopped_goes_after_a_while(tmp_path: Path, home: Path, host: Client) -> None:
    run, folder = stopped_upload(host, small(tmp_path)), packed(tmp_path)
    keep_periods()
    assert uploads(home) != []
    with frozen(now() + timedelta(days=29)):
        keep_periods()
    assert uploads(home) != []
    with frozen(now() + timedelta(days=31)):
        assert keep_periods()["uploads"] == 1
    assert uploads(home) == []
    assert "Send the same file again to go on" in said(host.get(f"/imports/{run.pk}"))
    assert send(host, folder, site="x")["Location"] == f"/imports/{run.pk}"
    run_worker(wait=False)
    assert Run.objects.get().state == "done"
    assert uploads(home) == []


def test_what_was_sent_and_stopped_goes_with_an_erasure_and_what_waits_does_not(
    tmp_path: Path, home: Path, host: Client
) -> None:
    run = stopped_upload(host, small(tmp_path))
    Run.objects.update(asked="carry")
    erasers()["archives"][1](0)
    assert uploads(home) != []
    Run.objects.update(asked="")
    erasers()["archives"][1](0)
    assert uploads(home) == []
    assert "has been removed since" in Run.objects.get(pk=run.pk).trouble


def test_another_file_is_told_from_the_one_under_way_by_names(tmp_path: Path, home: Path, host: Client) -> None:
    send(host, packed(small(tmp_path / "a")), site="x")
    page = send(host, packed(small(tmp_path / "b", edited=True)), site="x")
    assert "is not finished and reads other files" in said(page)
    assert str(home) not in page.content.decode()


def test_a_body_that_is_too_large_is_not_read(home: Path, host: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_UPLOAD", -(1 << 20))
    answer_ = send(host, b"x" * 100)
    assert (answer_.status_code, "with `belong import`" in said(answer_)) == (413, True)


def test_the_same_archive_under_way_is_not_kept_twice(tmp_path: Path, home: Path, host: Client) -> None:
    content = packed(small(tmp_path))
    first, second = send(host, content, site="x"), send(host, content, site="x")
    assert first["Location"] == second["Location"]
    assert len(list((home / "private" / "uploads").iterdir())) == 1
    other = send(host, packed(small(tmp_path / "b", edited=True)), site="x")
    assert (other.status_code, "is not finished and reads other files" in said(other)) == (422, True)
    assert len(list((home / "private" / "uploads").iterdir())) == 1


def test_what_no_run_needs_is_swept(tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from belong.care.archives import uploads as kept

    send(host, packed(small(tmp_path)), site="x")
    left = archives.keep_upload("../../x y.jsonl", [b"{}"], unpack=False)
    assert left.name == "x-y.jsonl"
    archives.sweep_uploads()
    assert left.exists()
    monkeypatch.setattr(kept, "FORGOTTEN", timedelta(seconds=-5))
    archives.sweep_uploads()
    assert not left.exists()
    assert Path(Run.objects.get().path).exists()


def test_other_hands_are_waited_for(tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(**_: object) -> None:
        raise archives.InOtherHands("busy")

    send(host, packed(small(tmp_path)), site="x")
    monkeypatch.setattr(background, "run", busy)
    with pytest.raises(archives.InOtherHands):
        background.work.run(Run.objects.get().pk)
    assert Run.objects.get().asked == "carry"


def test_an_undoing_that_is_asked_for_while_a_run_is_at_work_is_done(
    tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry = archives.run
    number = int(send(host, packed(small(tmp_path)), site="x")["Location"].rsplit("/", 1)[-1])

    def meanwhile(**given: Any) -> Any:
        assert host.post(f"/imports/{number}/undo").status_code == 303
        return carry(**given)

    monkeypatch.setattr(background, "run", meanwhile)
    background.work.run(number)
    assert (Run.objects.get().state, Run.objects.get().asked) == ("done", "undo")
    run_worker(wait=False)
    row = Run.objects.get()
    assert (row.state, row.asked, row.undone_by_id is not None) == ("undone", "", True)
    assert list(latest(SYSTEM).items) == []


def test_a_run_that_still_waits_is_taken_back_by_who_asked(tmp_path: Path, home: Path, host: Client) -> None:
    number = int(send(host, packed(small(tmp_path)), site="x")["Location"].rsplit("/", 1)[-1])
    host.post(f"/imports/{number}/undo")
    run_worker(wait=False)
    row = Run.objects.get()
    assert (row.state, row.undone_by_id) == ("undone", Account.objects.get().person_id)


def test_no_search_engine_sees_an_archive_before_a_host_opens_its_group(tmp_path: Path, home: Path) -> None:
    bring(small(tmp_path))
    topic = next(one for one in latest(SYSTEM).items if one.title == "Title 10")
    mia = open_account(email="m@example.org", password="three words and a lamp", name="Mia")
    client = Client()
    client.force_login(Account.objects.get(pk=mia.pk))
    assert b'content="noindex' in client.get(topic.url).content
    assert Client().get(topic.url).status_code in (303, 404)
    open_group(actor=SYSTEM, slug=topic.group.slug, audience="public")
    open_page = Client().get(topic.url)
    assert (open_page.status_code, b"noindex" in open_page.content) == (200, False)


def test_a_task_that_fails_says_so_until_a_later_try_succeeds(
    tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("broken")

    address = send(host, packed(small(tmp_path)), site="x")["Location"]
    with monkeypatch.context() as patched:
        patched.setattr(background, "run", broken)
        with pytest.raises(RuntimeError):
            background.work.run(Run.objects.get().pk)
    failed = said(host.get(address))
    assert "Something went wrong on our side; nothing is lost." in failed
    assert "It stopped before its end." in failed
    assert "Go on" in failed
    run_worker(wait=False)
    done = said(host.get(address))
    assert ("It brought" in done, "Something went wrong" in done) == (True, False)

"""What is refused says why and leaves nothing."""

import io
import stat
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from belong.care.archives import public as archives
from belong.care.archives.commands import background
from belong.care.archives.models import Run
from belong.doors.web.imports import views
from belong.ground.kernel.public import retold_text
from tests.stories.imports import SYSTEM, small
from tests.stories.uploading.sending import packed, said, send, uploads
from tests.stories.working import run_worker

pytestmark = pytest.mark.usefixtures("clone")


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
    assert retold_text(Run.objects.get().trouble).startswith("x/Votes.xml is cut off")
    in_german = said(host.get(sent["Location"], headers={"accept-language": "de"}))
    assert "Votes.xml" in in_german
    assert "is cut off" not in in_german
    assert uploads(home) == []
    assert not archives.may_undo_run(SYSTEM, Run.objects.get().pk)
    assert send(host, packed(small(tmp_path / "b")), site="x").status_code == 303


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


def test_other_hands_are_waited_for(tmp_path: Path, home: Path, host: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(**_: object) -> None:
        raise archives.InOtherHands("busy")

    send(host, packed(small(tmp_path)), site="x")
    monkeypatch.setattr(background, "run", busy)
    with pytest.raises(archives.InOtherHands):
        background.work.run(Run.objects.get().pk)
    assert Run.objects.get().asked == "carry"

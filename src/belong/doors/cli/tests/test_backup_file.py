"""The backup's file is whole or not there, and a foreign one cannot write outside its place."""

import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from belong.doors.cli.keeping import archive
from belong.doors.cli.root import Failure


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    files = [("a/ä.txt", BytesIO(b"words"))]
    dump = tmp_path / "dump"
    dump.write_bytes(b"\x00dump" * 1000)
    archive.write(tmp_path / "kept.belong", {"steps": ["a.0001"]}, dump=dump, key="the key", files=files)
    return tmp_path / "kept.belong"


def test_what_was_written_comes_back(backup: Path, tmp_path: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    with archive.unpacked(backup, tmp_path / "into") as manifest:
        assert manifest == {"form": 1, "steps": ["a.0001"]}
        found = {str(path.relative_to(tmp_path / "into")) for path in (tmp_path / "into").rglob("*") if path.is_file()}
        assert found == {"manifest.json", "database.dump", "secret.key", "files/a/ä.txt"}
        assert (tmp_path / "into" / "secret.key").read_text() == "the key"
        assert (tmp_path / "into" / "files/a/ä.txt").read_text() == "words"
        assert (tmp_path / "into" / "database.dump").read_bytes() == b"\x00dump" * 1000
    assert not (tmp_path / "into").exists()


def test_another_file_keeps_its_place(backup: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(FileExistsError):
        archive.write(backup, {}, dump=tmp_path / "dump", key="other", files=[])
    assert backup.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def refused(source: Path, into: Path) -> str:
    with pytest.raises(Failure) as raised, archive.unpacked(source, into):
        pass
    assert not into.exists()
    return str(raised.value)


@pytest.mark.parametrize("size", [0, 100, 2000, 8000])
def test_a_cut_file_is_refused(backup: Path, tmp_path: Path, size: int) -> None:
    cut = tmp_path / "cut"
    cut.write_bytes(backup.read_bytes()[:size])
    assert refused(cut, tmp_path / "into") == f"{cut} is not a whole backup of Belong."


def test_no_file_and_no_archive(tmp_path: Path) -> None:
    assert refused(tmp_path / "none", tmp_path / "into") == f"There is no file {tmp_path / 'none'}."
    assert refused(tmp_path, tmp_path / "into") == f"There is no file {tmp_path}."
    (tmp_path / "text").write_text("Dear diary")
    assert refused(tmp_path / "text", tmp_path / "into") == f"{tmp_path / 'text'} is not a whole backup of Belong."


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "files/../../out", "other", "files"])
def test_names_that_are_not_ours_are_refused(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "foreign", "w") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = 1
        tar.addfile(entry, BytesIO(b"x"))
    assert "is not a whole backup" in refused(tmp_path / "foreign", tmp_path / "into")
    assert not (tmp_path / "out").exists()


def test_links_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "foreign", "w") as tar:
        entry = tarfile.TarInfo("files/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(entry)
    assert "is not a whole backup" in refused(tmp_path / "foreign", tmp_path / "into")


def test_a_newer_form_is_named(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FORM", 0)
    assert (
        refused(backup, tmp_path / "into") == f"{backup} was written by a newer Belong: install that one, then restore."
    )

"""`belong export` and `belong erase`, as an operator calls them."""

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytest_django import Settings

from belong.doors.cli.main import run
from belong.ground.kernel.public import Refused
from belong.ground.people import public as people
from belong.ground.people.public import Actor

HOUSE = Actor.system_run("test")
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def belong(clone: str, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> Said:
    settings.HOME, settings.MEDIA_ROOT = tmp_path / "home", tmp_path / "home" / "files"

    def call(*words: str) -> tuple[int, str, str]:
        code = run(["--home", str(tmp_path / "home"), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_an_export_that_does_not_come_about_leaves_no_file(
    belong: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.add_person(actor=HOUSE, name="Ada Abel", identities=(("mail", "ada@example.org"),))
    file = tmp_path / "ada.zip"
    code, _, err = belong("export", "ada@example.org", str(tmp_path / "nowhere" / "ada.zip"))
    assert (code, err.endswith("cannot be written: No such file or directory.\n")) == (2, True)

    def full(**_: object) -> None:
        file.write_bytes(b"half of it")
        raise Refused("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(people, "export_to", full)
        assert belong("export", "ada@example.org", str(file))[0] == 2
    assert not file.exists()
    assert belong("export", "ada@example.org", str(file))[0] == 0


def test_an_operator_gives_somebody_their_data_and_forgets_them(belong: Said, tmp_path: Path) -> None:
    ada = people.add_person(actor=HOUSE, name="Ada Abel", identities=(("mail", "ada@example.org"), ("forum", "ada")))
    people.add_person(actor=HOUSE, name="Ada Abel")
    file = tmp_path / "ada.zip"
    code, out, _ = belong("export", "ada@example.org", str(file))
    assert (code, out.startswith(f"All that is kept of ada@example.org is in {file}")) == (0, True)
    assert file.stat().st_mode & 0o777 == 0o600
    with ZipFile(file) as archive:
        assert [one["name"] for one in json.loads(archive.read("people.json"))["persons"]] == ["Ada Abel"]
    code, _, err = belong("export", "ada@example.org", str(file))
    assert (code, err) == (2, f"belong: {file} is there already: nothing was written.\n")

    code, _, err = belong("erase", "ada@example.org", "--yes")
    assert (code, "say --keep-texts or --delete-texts" in err) == (2, True)
    code, _, err = belong("erase", "ada@example.org", "--keep-texts")
    assert (code, "say --yes" in err) == (2, True)
    assert people.find_identity("forum:ada") == ada.id
    code, out, _ = belong("erase", "ada@example.org", "--keep-texts", "--yes", "--format", "json")
    [other] = json.loads(out)["named_in"]
    assert (code, other["title"], other["ref"] == f"people.person:{ada.id}") == (0, "Ada Abel", False)
    assert people.find_identity("forum:ada") is None
    code, _, err = belong("erase", "ada@example.org", "--keep-texts", "--yes")
    assert (code, err) == (2, "belong: Nobody is known as ada@example.org.\n")

"""Files that nobody names go after a day, and no others."""

import os
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from belong.ground.kernel import sweeping
from belong.ground.kernel.public import now, register_files, stored_names, sweep_files


@pytest.fixture(autouse=True)
def _home(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(sweeping, "_folders", {})


def file(settings: LazySettings, name: str, *, hours: float) -> None:
    path = settings.MEDIA_ROOT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    at = (now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (at, at))


def test_what_nobody_names_goes_when_it_is_older_than_a_day(settings: LazySettings) -> None:
    asked: list[Collection[str]] = []

    def named(names: Collection[str]) -> set[str]:
        asked.append(names)
        return {"faces/a/named.webp"}

    register_files("faces", named)
    for name, hours in (("a/named", 90), ("a/fresh", 23.9), ("a/left", 24.1), ("b/left", 900)):
        file(settings, f"faces/{name}.webp", hours=hours)
    file(settings, "other/left.webp", hours=900)
    file(settings, "faces2/left.webp", hours=900)
    assert sweep_files() == 2
    left = ["faces/a/fresh.webp", "faces/a/named.webp", "faces2/left.webp", "other/left.webp"]
    assert list(stored_names()) == left
    assert asked == [["faces/a/fresh.webp", "faces/a/left.webp", "faces/a/named.webp", "faces/b/left.webp"]]
    assert sweep_files() == 0


def test_rooms_are_asked_of_many_at_once(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "AT_ONCE", 3)
    asked: list[int] = []

    def named(names: Collection[str]) -> list[str]:
        asked.append(len(names))
        return [name for name in names if name.endswith("0.webp")]

    register_files("faces", named)
    for number in range(10):
        file(settings, f"faces/{number}.webp", hours=30)
    assert sweep_files() == 9
    assert (asked, list(stored_names())) == ([3, 3, 3, 1], ["faces/0.webp"])


@pytest.mark.parametrize(("count", "gone"), [(5, 5), (6, 0)])
def test_the_files_of_another_database_are_left(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, count: int, gone: int
) -> None:
    monkeypatch.setattr(sweeping, "STRANGE", 5)
    register_files("faces", lambda names: ())
    for number in range(count):
        file(settings, f"faces/{number}.webp", hours=30)
    assert sweep_files() == gone
    assert len(list(stored_names())) == count - gone


def test_no_folder_is_no_file() -> None:
    register_files("faces", lambda names: ())
    assert sweep_files() == 0


def test_one_room_for_a_folder() -> None:
    register_files("faces", lambda names: ())
    with pytest.raises(ValueError, match="twice"):
        register_files("faces", lambda names: ())

"""Files lie in the home or in a bucket; both give the same answers. The bucket is served by a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from belong.config.environment import WrongSetting
from belong.config.running import bucket
from belong.ground.kernel.public import storage, stored_names
from belong.ground.kernel.storage import check_storage

BUCKET = "community"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "MOTO_ALLOW_NONEXISTENT_REGION": "true"},
    )
    try:
        for _ in range(600):
            try:
                with closing(HTTPConnection("127.0.0.1", port, timeout=1)) as line:
                    line.request("PUT", f"/{BUCKET}")
                    if line.getresponse().status == 200:
                        break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def in_bucket(s3: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "BELONG_FILES": f"s3://{BUCKET}/a/home",
        "BELONG_FILES_ENDPOINT": s3,
        "BELONG_FILES_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    settings.FILES_BUCKET = bucket("BELONG_FILES")


@pytest.fixture
def in_home(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_BUCKET, settings.MEDIA_ROOT = {}, tmp_path / "files"


@pytest.fixture(params=["in_home", "in_bucket"])
def place(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue(request.param)
    return str(request.param)


def test_a_file_is_kept_read_listed_and_removed(place: str) -> None:
    assert list(stored_names()) == []
    for name in ("b/c/two.bin", "b/one.txt", "zero"):
        assert storage().save(name, ContentFile(name.encode())) == name
    assert sorted(stored_names()) == ["b/c/two.bin", "b/one.txt", "zero"]
    assert storage().size("b/one.txt") == len("b/one.txt")
    with storage().open("b/c/two.bin") as file:
        assert file.read() == b"b/c/two.bin"
    assert storage().save("zero", ContentFile(b"another")) != "zero", "nothing takes the place of a file"
    for name in list(stored_names()):
        storage().delete(name)
    assert list(stored_names()) == []
    assert check_storage().ok


def test_what_is_linked_into_the_home_is_none_of_ours(in_home: None, settings: Settings) -> None:
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "link").symlink_to("/etc/passwd")
    assert list(stored_names()) == []


def test_a_bucket_that_is_not_reached_is_said(in_bucket: None, settings: Settings) -> None:
    settings.FILES_BUCKET = {**settings.FILES_BUCKET, "endpoint_url": f"http://127.0.0.1:{free_port()}"}
    verdict = check_storage()
    assert not verdict.ok
    assert BUCKET in verdict.says


@pytest.mark.parametrize("wrong", ["bucket", "http://x/y", "s3://", "s3://a/b?c"])
def test_a_wrong_place_for_files_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("BELONG_FILES", wrong)
    with pytest.raises(WrongSetting, match="BELONG_FILES"):
        bucket("BELONG_FILES")

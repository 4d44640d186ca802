"""What was sent and is not needed goes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from belong.care.archives import public as archives
from belong.care.archives.models import Run
from belong.ground.kernel.public import erasers, frozen, now
from belong.ground.settings.public import keep_periods
from tests.stories.imports import small
from tests.stories.uploading.sending import packed, said, send, uploads
from tests.stories.working import run_worker

pytestmark = pytest.mark.usefixtures("clone")


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

"""The backup of the day as a process beside what serves."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from belong.doors.cli.serving import backups
from belong.doors.cli.serving.backups import LONGEST_SAID, Backups

TALKS = "import sys; sys.stderr.write('No room. ' + 'x' * 1_000_000); sys.exit(1)"


def test_one_that_says_much_ends_and_its_beginning_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(backups, "tell", lambda words, **_given: told.append(words))
    started = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _words, **given: started([sys.executable, "-c", TALKS], **given))
    daily, ends = Backups(tmp_path), time.monotonic() + 20
    try:
        while not told and time.monotonic() < ends:
            daily.look()
            time.sleep(0.05)
    finally:
        daily.end()
    [words] = told
    assert "failed; it is tried again in an hour. No room. xxx" in words
    assert len(words) < LONGEST_SAID + 500

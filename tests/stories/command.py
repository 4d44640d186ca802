"""The `belong` command as a program of its own, on homes of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SURROUNDINGS = ("DATABASE_URL", "BELONG_HOME", "BELONG_SECRET_KEY", "BELONG_OWNER_PASSWORD", "PORT", "BELONG_PARENT")


class Belong:
    """The command on one home."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        kept = {name: value for name, value in os.environ.items() if name not in SURROUNDINGS}
        self.environment = {**kept, "BELONG_HOME": str(home), **environment}

    def __call__(self, *words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "belong.doors.cli", *words],
            env={**self.environment, **environment},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def done(self, *words: str, **environment: str) -> str:
        run = self(*words, **environment)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def answer(self, *words: str) -> Any:
        return json.loads(self.done(*words, "--format", "json"))

    def refused(self, *words: str, **environment: str) -> str:
        """What it says on stderr: words, never a traceback; nothing on stdout."""
        run = self(*words, **environment)
        assert run.returncode == 2, run.stdout + run.stderr
        assert "Traceback" not in run.stderr
        assert run.stdout == ""
        return run.stderr

    def started(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "belong.doors.cli", *words],
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Below /tmp and open to pass through: as root the database may run as somebody else."""
    with tempfile.TemporaryDirectory(prefix="belong-cli-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def fresh(folder: Path) -> Iterator[Belong]:
    belong = Belong(Path(tempfile.mkdtemp(dir=folder)) / "home")
    yield belong
    belong("stop")

"""The backup of the day, made beside what serves: by a process of its own, so that nothing else waits or falls."""

import logging
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from belong.doors.cli.keeping.rotating import is_due
from belong.doors.cli.serving.telling import tell

LOOK_SECONDS = 60.0
AGAIN_SECONDS = 3600.0
"""After one that failed; the doctor says so meanwhile."""
LONGEST_SAID = 4_000
"""Of what a backup that failed said, the beginning: in bytes."""


class Backups:
    """Asked again and again by the supervisor; starts a backup when a day has gone by since the last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: tuple[subprocess.Popen[bytes], IO[bytes]] | None = None
        self._next = 0.0

    def look(self) -> None:
        """Start the next one if it is due; never two at once."""
        if self._made is not None:
            self._ended(*self._made)
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + LOOK_SECONDS
            if is_due(self._folder, datetime.now(UTC)):
                self._made = self._start()

    def _start(self) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
        """The process, and what it says: into a file, since whoever writes much into a pipe waits for its reader."""
        says = TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        process = subprocess.Popen(
            [sys.executable, "-m", "belong.doors.cli", "backup", "--into", str(self._folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=says,
            start_new_session=True,
        )
        return process, says

    def _ended(self, process: subprocess.Popen[bytes], says: IO[bytes]) -> None:
        if process.poll() is None:
            return
        self._made = None
        with says:
            says.seek(0)
            said = says.read(LONGEST_SAID).decode(errors="replace")
        if process.returncode:
            words = f"The backup into {self._folder} failed; it is tried again in an hour. {said.strip()}"
            tell(words.strip(), level=logging.ERROR)
            self._next = time.monotonic() + AGAIN_SECONDS

    def end(self) -> None:
        """One that is being made is given up: nothing of it stays."""
        if self._made is not None:
            process, says = self._made
            with says:
                if process.poll() is None:
                    process.terminate()
                    process.wait()

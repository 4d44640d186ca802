"""The backup of the day, made beside what serves: by a process of its own, so that nothing else waits or falls."""

import logging
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from belong.doors.cli.keeping.rotating import is_due
from belong.doors.cli.serving.telling import tell

LOOK_SECONDS = 60.0
AGAIN_SECONDS = 3600.0
"""After one that failed; the doctor says so meanwhile."""


class Backups:
    """Asked again and again by the supervisor; starts a backup when a day has gone by since the last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._next = 0.0

    def look(self) -> None:
        """Start the next one if it is due; never two at once."""
        if self._process is not None:
            self._ended()
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + LOOK_SECONDS
            if is_due(self._folder, datetime.now(UTC)):
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "belong.doors.cli", "backup", "--into", str(self._folder)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                    start_new_session=True,
                )

    def _ended(self) -> None:
        if (process := self._process) is None or process.poll() is None:
            return
        _, said = process.communicate()
        self._process = None
        if process.returncode:
            words = f"The backup into {self._folder} failed; it is tried again in an hour. {said.strip()}"
            tell(words.strip(), level=logging.ERROR)
            self._next = time.monotonic() + AGAIN_SECONDS

    def end(self) -> None:
        """One that is being made is given up: nothing of it stays."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.communicate()

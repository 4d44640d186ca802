"""Which long-running commands use a home: each holds a lock on a file with its process number in it.

The kernel drops the lock when the process ends, however it ends, so a number in a locked file is never a stranger's.
"""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 40


def _folder(home: Path) -> Path:
    return home / "running"


@contextmanager
def registered(home: Path, name: str) -> Iterator[None]:
    """For as long as the context lasts, `stop_registered` finds this process."""
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{os.getpid()}"
    with path.open("w") as entry:
        fcntl.flock(entry, fcntl.LOCK_EX)
        os.register_at_fork(after_in_child=entry.close)  # a lock lasts as long as anybody has the file open
        entry.write(str(os.getpid()))
        entry.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def stop_registered(home: Path) -> list[str]:
    """Ask every registered process to end, wait, and end those that do not. Their names."""
    asked = _living(home)
    for number in asked.values():
        _signal(number, signal.SIGTERM)
    ends = time.monotonic() + PATIENCE_SECONDS
    while (left := _living(home).keys() & asked.keys()) and time.monotonic() < ends:
        time.sleep(0.1)
    for path in left:
        _signal(asked[path], signal.SIGKILL)
    return sorted(path.name for path in asked)


def _living(home: Path) -> dict[Path, int]:
    found: dict[Path, int] = {}
    for path in _folder(home).glob("*-*"):
        try:
            with path.open() as entry:
                try:
                    fcntl.flock(entry, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    found[path] = int(entry.read() or 0)
                else:
                    path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue
    return {path: number for path, number in found.items() if number and number != os.getpid()}


def _signal(number: int, which: signal.Signals) -> None:
    try:
        os.kill(number, which)
    except ProcessLookupError:
        return

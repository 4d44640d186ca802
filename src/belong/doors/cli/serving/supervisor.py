"""Several processes as one: started together, restarted when one dies, ended together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

import click

from belong.doors.cli.root import Failure
from belong.doors.cli.serving import parent
from belong.doors.cli.serving.backups import Backups
from belong.doors.cli.serving.listening import HANDED
from belong.ground.kernel import postgres

DEATHS, WITHIN_SECONDS = 5, 60.0
TERM_SECONDS = 30.0
LOOK_SECONDS = 0.2
DATABASE_SECONDS = 5.0


class Child:
    """One process in a group of its own, so that Ctrl-C reaches us alone and we end its whole group."""

    def __init__(self, name: str, words: Sequence[str], door: socket.socket | None = None) -> None:
        self.name = name
        self.words = words
        self._handed = {HANDED: str(door.fileno())} if door else {}
        self.deaths: deque[float] = deque(maxlen=DEATHS)
        self.process = self._spawn()

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "belong.doors.cli", *self.words],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, parent.VARIABLE: str(os.getpid()), **self._handed},
            pass_fds=[int(number) for number in self._handed.values()],
        )

    def look(self) -> None:
        """Start it again if it has ended; give up if it ends again and again."""
        code = self.process.poll()
        if code is None:
            return
        self._end_group()
        now = time.monotonic()
        self.deaths.append(now)
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        if len(self.deaths) == DEATHS and now - self.deaths[0] < WITHIN_SECONDS:
            raise Failure(f"{self.name} {how}, {DEATHS} times within a minute: everything is stopped. See above why.")
        click.echo(f"belong: {self.name} {how}; it is started again.", err=True)
        time.sleep(min(2.0, 0.25 * len(self.deaths)))
        self.process = self._spawn()

    def ask(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()

    def end(self, by: float) -> None:
        try:
            self.process.wait(max(0.1, by - time.monotonic()))
        except subprocess.TimeoutExpired:
            click.echo(f"belong: {self.name} does not end; it is killed.", err=True)
        self._end_group()
        self.process.wait()

    def _end_group(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def supervise(
    children: Mapping[str, Sequence[str]],
    share: postgres.Handle | None,
    *,
    door: socket.socket,
    backups: Backups | None = None,
    started: Callable[[Callable[[], bool]], None] | None = None,
) -> None:
    """Run the named commands of ours until SIGTERM or SIGINT. A database of our own that was killed is started again.
    `web` has the door; we keep it too, so that requests wait there while `web` is started again.

    `started(going)` is called once, in a thread, after the first start; `going()` turns false when we end.
    """
    stopping = threading.Event()
    wake = _until_signalled(stopping)
    running: list[Child] = []
    try:
        running += [Child(name, words, door if name == "web" else None) for name, words in children.items()]
        if started:
            threading.Thread(target=started, args=(lambda: not stopping.is_set(),), daemon=True).start()
        next_look = time.monotonic() + DATABASE_SECONDS
        while not stopping.wait(LOOK_SECONDS):
            for child in running:
                child.look()
            if backups is not None:
                backups.look()
            if share and time.monotonic() >= next_look:
                if not share.answers():
                    click.echo("belong: the database was gone; it is started again.", err=True)
                    share.revive()
                next_look = time.monotonic() + DATABASE_SECONDS
    finally:
        stopping.set()
        for child in running:
            child.ask()
        if backups is not None:
            backups.end()
        by = time.monotonic() + TERM_SECONDS
        for child in running:
            child.end(by)
        wake()


def _until_signalled(stopping: threading.Event) -> Callable[[], None]:
    """SIGTERM, SIGINT and SIGHUP set `stopping`. Returns what puts the former handlers back."""

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    former = {which: signal.signal(which, stop) for which in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}

    def back() -> None:
        for which, handler in former.items():
            signal.signal(which, handler)

    return back

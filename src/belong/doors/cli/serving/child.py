"""One process of several that belong together: it runs a command of ours, and is started again when it dies."""

import os
import signal
import socket
import time
from collections import deque
from collections.abc import Sequence
from multiprocessing.process import BaseProcess

from setproctitle import setproctitle

from belong.doors.cli.root import Failure
from belong.doors.cli.serving import loaded, parent
from belong.doors.cli.serving.listening import HANDED
from belong.doors.cli.serving.telling import tell

DEATHS, WITHIN_SECONDS = 5, 60.0
OURS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Child:
    """One process in a group of its own, so that Ctrl-C reaches us alone and we end its whole group.

    It shares what was read before it (`loaded.load`), so it is there at once and takes little memory. The `door` is
    handed on to it where it is a `keeper`, else it is closed there.
    """

    def __init__(self, name: str, words: Sequence[str], door: socket.socket, *, keeper: bool) -> None:
        self.name = name
        self.words = list(words)
        self._door, self._keeper = door, keeper
        self.deaths: deque[float] = deque(maxlen=DEATHS)
        self.process = self._started()

    def _started(self) -> BaseProcess:
        process: BaseProcess = loaded.context().Process(  # type: ignore[attr-defined]
            target=_run, args=(self.name, self.words, os.getpid(), self._door, self._keeper)
        )
        # A signal that came before the child has its own handlers would reach a copy of ours, and nobody.
        signal.pthread_sigmask(signal.SIG_BLOCK, OURS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, OURS)
        return process

    def look(self) -> None:
        """Start it again if it has ended; give up if it ends again and again."""
        code = self.process.exitcode
        if code is None:
            return
        self._end_group()
        now = time.monotonic()
        self.deaths.append(now)
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        if len(self.deaths) == DEATHS and now - self.deaths[0] < WITHIN_SECONDS:
            raise Failure(f"{self.name} {how}, {DEATHS} times within a minute: everything is stopped. See above why.")
        tell(f"{self.name} {how}; it is started again.")
        time.sleep(min(2.0, 0.25 * len(self.deaths)))
        self.process = self._started()

    def ask(self) -> None:
        if self.process.exitcode is None:
            self.process.terminate()

    def end(self, by: float) -> None:
        self.process.join(max(0.1, by - time.monotonic()))
        if self.process.exitcode is None:
            tell(f"{self.name} does not end; it is killed.")
        self._end_group()
        self.process.join()

    def _end_group(self) -> None:
        try:
            os.killpg(self.process.pid or 0, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def _run(name: str, words: list[str], supervisor: int, door: socket.socket, keeper: bool) -> None:
    """In the new process: a command line of ours, as if it had been typed."""
    os.setsid()
    setproctitle(f"belong {name}")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for which in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(which, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, OURS)
    os.environ[parent.VARIABLE] = str(supervisor)
    if keeper:
        os.environ[HANDED] = str(door.detach())
    else:
        door.close()
    from belong.doors.cli.main import run

    raise SystemExit(run(words))

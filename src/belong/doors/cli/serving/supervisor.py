"""Several processes as one: started together, restarted when one dies, ended together."""

import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from belong.doors.cli.serving import loaded
from belong.doors.cli.serving.backups import Backups
from belong.doors.cli.serving.child import Child
from belong.doors.cli.serving.telling import tell
from belong.ground.kernel import postgres

TERM_SECONDS = 30.0
LOOK_SECONDS = 0.2
DATABASE_SECONDS = 5.0


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
        loaded.load()
        running += [Child(name, words, door, keeper=name == "web") for name, words in children.items()]
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
                    tell("the database was gone; it is started again.")
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

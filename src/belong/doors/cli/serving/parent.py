"""A process that was started to serve another one ends when that one is gone, even if it was killed."""

import os
import signal
import threading
import time

VARIABLE = "BELONG_PARENT"
LOOK_SECONDS = 1.0
GRACE_SECONDS = 15.0


def follow_parent(parent: int) -> None:
    """Watch from a thread; ask ourselves to end when `parent` is no longer our parent, and insist after a while."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, name="follow-parent", daemon=True).start()


def follow_named_parent() -> bool:
    """Follow the parent that the environment names. False where this process serves nobody but the operator."""
    named = os.environ.pop(VARIABLE, "")
    if named:
        follow_parent(int(named))
    return bool(named)

"""The worker: tasks, and the followers that keep insight up to date."""

import os
import signal
import threading
import traceback

from belong.doors.cli.root import Failure


def work() -> None:
    """Until SIGTERM or SIGINT; the task that is being done is finished. Ends when either of its halves does."""
    from belong.ground.kernel.public import run_worker
    from belong.ground.ledger import public as ledger

    stop = threading.Event()
    failed = threading.Event()

    def follow() -> None:
        try:
            ledger.run(stop)
        except Exception:
            traceback.print_exc()
        if not stop.is_set():
            failed.set()
            os.kill(os.getpid(), signal.SIGTERM)

    followers = threading.Thread(target=follow, name="followers")
    followers.start()
    try:
        run_worker()
    finally:
        stop.set()
        followers.join()
    if failed.is_set():
        raise Failure("The followers of the ledger ended; see above. Insight stands still until the worker runs again.")

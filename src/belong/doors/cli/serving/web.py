"""The web server: granian on the WSGI application."""

import logging
import multiprocessing
import os
import shutil
import socket
from importlib import import_module
from pathlib import Path
from typing import Any

from belong.doors.cli.serving import loaded
from belong.doors.cli.serving.listening import BACKLOG
from belong.doors.cli.serving.parent import follow_parent

KILL_SECONDS = 25
SENDING = 32
"""Threads of each worker beside those that answer: as many may be sending slowly before others have to wait."""
METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""Prometheus' own variable: the folder in which several processes add up."""


def application() -> Any:
    """Runs in each worker: granian's main process may be killed, its workers must not keep the port."""
    follow_parent(os.getppid())
    module, _, name = loaded.TARGET.partition(":")
    from belong.doors.cli.serving.answering import Answering

    return Answering(getattr(import_module(module), name), at_once())


def serve_web(door: socket.socket, *, workers: int) -> None:
    """Until SIGTERM or SIGINT; requests that are being answered are finished, those that wait stay at the door."""
    from granian._granian import SocketHolder
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.log import LogLevels
    from granian.server.mp import MPServer

    class AtTheDoor(MPServer):
        """Its workers share one socket that is there already; by itself each would open its own at the same port,
        and what waits there is lost when it ends."""

        def _init_shared_socket(self) -> None:
            held = SocketHolder(door.fileno(), False, BACKLOG)  # type: ignore[call-arg]
            self._sfd, self._shd, self._sso = door.fileno(), held, door  # type: ignore[assignment]

    multiprocessing.set_start_method("fork", force=True)  # so that workers have the socket
    # it counts threads that receive as if they computed, and warns of their number
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    host, port = door.getsockname()[:2]
    loaded.load()
    AtTheDoor(
        loaded.TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.auto,
        loop=Loops.asyncio,
        websockets=False,
        workers=workers,
        process_name="belong web",
        blocking_threads=at_once() + SENDING,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig={"loggers": {"_granian": {"propagate": True}}},
    ).serve(target_loader=application, wrap_loader=False)


def share_metrics(home: Path, door: socket.socket) -> None:
    """The web processes add up what they measured in files, which begin anew with the server. Nothing where a
    supervisor did so.

    Their folder is named by the port, which is ours: another server of this home, at another port, has its own.
    Before the program is read: its measures ask once where they are kept.
    """
    if os.environ.get("BELONG_METRICS_TOKEN", "").strip() and METRICS not in os.environ:
        folder = home / "running" / "metrics" / "{}-{}".format(*door.getsockname()[:2])
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        os.environ[METRICS] = str(folder)


def cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_workers() -> int:
    return min(4, cores())


def at_once() -> int:
    """Answers of each worker: they wait for the database most of the time, and share one interpreter."""
    return min(8, 2 * cores() + 1)

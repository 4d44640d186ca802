"""The web server: granian on the WSGI application."""

import os
import shutil
import socket
from importlib import import_module
from pathlib import Path
from typing import Any

from belong.doors.cli.root import Failure
from belong.doors.cli.serving.parent import follow_parent

TARGET = "belong.config.wsgi:application"
KILL_SECONDS = 10


def load() -> Any:
    """Runs in each worker: granian's main process may be killed, its workers must not keep the port."""
    follow_parent(os.getppid())
    module, _, name = TARGET.partition(":")
    return getattr(import_module(module), name)


def serve_web(host: str, port: int, *, workers: int) -> None:
    """Until SIGTERM or SIGINT; requests that are being answered are finished."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.log import LogLevels

    Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.auto,
        loop=Loops.asyncio,
        websockets=False,
        workers=workers,
        blocking_threads=threads(),
        # Threads that go would take their database connections with them.
        blocking_threads_idle_timeout=600,
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_SECONDS,
        log_level=LogLevels.warning,
    ).serve(target_loader=load, wrap_loader=False)


def share_metrics(folder: Path) -> None:
    """The web processes add up what they measured in files, which begin anew with the server."""
    if os.environ.get("BELONG_METRICS_TOKEN", "").strip():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def check_port(host: str, port: int) -> None:
    """Refuse in words what the server would refuse in its log."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            raise Failure(
                f"Port {port} of {host} cannot be had: {refused.strerror}. "
                f"Choose another (PORT={port + 1} or --port), or stop what uses it."
            ) from None


def cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_workers() -> int:
    return min(4, cores())


def threads() -> int:
    """Of each worker: they wait for the database most of the time, and share one interpreter."""
    return min(8, 2 * cores() + 1)

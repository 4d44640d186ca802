"""The socket at which pages are asked for. Who keeps it open while others come and go loses no request: they wait."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from belong.doors.cli.root import Failure

BACKLOG = 1024
HANDED = "BELONG_SOCKET"
"""Tells a child of ours which of its open files is the socket."""
FIRST = 3
"""The open file in which systemd hands over the first socket that it opened for a service."""
QUIET = (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 3))
"""Seconds after which a visitor from whom nothing comes is asked for a sign of life, how often and how many times."""


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """For as long as the context lasts: a supervisor's socket, one of systemd, or else one of our own at `host`.

    Raises `Failure` in words where there is none to be had.
    """
    with _handed() or _of_systemd() or _own(host, port) as door:
        door.setblocking(False)
        _notice_who_is_gone(door)
        yield door


def _notice_who_is_gone(door: socket.socket) -> None:
    """A phone that loses its line while it sends says no word, and a thread would wait for the rest for ever."""
    door.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in QUIET:
        if hasattr(socket, name):  # each system has some of them
            door.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _handed() -> socket.socket | None:
    given = os.environ.pop(HANDED, "")
    return socket.socket(fileno=int(given)) if given else None


def _of_systemd() -> socket.socket | None:
    pid, many = os.environ.pop("LISTEN_PID", ""), os.environ.pop("LISTEN_FDS", "")
    if pid != str(os.getpid()):
        return None
    if many != "1":
        raise Failure(f"systemd hands over {many} sockets: name one address in the socket unit.")
    door = socket.socket(fileno=FIRST)
    if door.family not in {socket.AF_INET, socket.AF_INET6}:
        raise Failure("systemd hands over a socket that is no port: name one such as 127.0.0.1:8000 in its unit.")
    return door


def _own(host: str, port: int) -> socket.socket:
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(BACKLOG)
    except OSError as refused:
        door.close()
        raise Failure(
            f"Port {port} of {host} cannot be had: {refused.strerror}. "
            f"Choose another (PORT={port + 1} or --port), or stop what uses it."
        ) from None
    return door


def address_of(door: socket.socket) -> str:
    """Where a browser on this machine finds it."""
    host, port = door.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}"

"""Sharing one server: started by the first who needs it, stopped by the last."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from belong.ground.kernel.postgres.errors import PostgresError
from belong.ground.kernel.postgres.places import Places
from belong.ground.kernel.postgres.server import READY, Server
from belong.ground.kernel.postgres.waiting import Patience


class Handle:
    """A share in the home's server. `release()` gives it up; the last to do so stops the server.

    The share is a lock on an open file, so a process that is killed gives it up too, and one that forks shares it with
    its children until they have ended.
    """

    def __init__(self, places: Places, server: Server, share: int) -> None:
        self._places = places
        self._server = server
        self._share: int | None = share
        self._process = os.getpid()

    @property
    def url(self) -> str:
        return self._places.url

    def fileno(self) -> int:
        """The open file of the share, for a child that is to hold it too."""
        if self._share is None:
            raise ValueError("the share was released")
        return self._share

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        return self._server.answer() == READY

    def revive(self) -> None:
        """Start the server again if it was killed; nothing where it answers."""
        with _starting(self._places):
            self._server.ensure()

    def release(self) -> bool:
        """Give up the share. True if the server was stopped by this."""
        if self._share is None or self._process != os.getpid():
            return False
        with _starting(self._places):
            os.close(self._share)
            self._share = None
            return _unused(self._places) and self._server.stop()

    def leave(self) -> None:
        """In a forked child that is to have a share of its own, or none: hold this one no longer. It stays its
        parent's."""
        if self._share is not None and self._process != os.getpid():
            os.close(self._share)
            self._share = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.release()


def ensure(home: Path | str) -> Handle:
    """The home's server, started (and made) where it does not run yet. Use as a context, or release it.

    Waits as long as a recovery takes. Raises `PostgresError` in words for the operator.
    """
    places = Places.of(home)
    try:
        places.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _starting(places):
            server = Server.of(places)
            share = _open(places.users_lock)
            try:
                fcntl.flock(share, fcntl.LOCK_SH)
                server.ensure()
            except BaseException:
                os.close(share)
                if _unused(places):
                    server.stop()
                raise
            return Handle(places, server, share)
    except PermissionError as refused:
        raise PostgresError(f"{refused.filename} cannot be used: {refused.strerror}.") from None


def stop_all(home: Path | str) -> bool:
    """Stop the home's server, whoever uses it. False where none ran; nothing is made."""
    places = Places.of(home)
    if not places.cluster.exists():
        return False
    with _starting(places):
        return Server.of(places).stop()


def running(home: Path | str) -> bool:
    """Whether the home's server answers now."""
    places = Places.of(home)
    return places.cluster.exists() and Server.of(places).answer() == READY


@contextmanager
def _starting(places: Places) -> Iterator[None]:
    """One process at a time starts or stops."""
    lock = _open(places.start_lock)
    try:
        patience = Patience("Waiting for another process that starts or stops the database", minutes=65)
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                patience.pause()
        yield
    finally:
        os.close(lock)


def _unused(places: Places) -> bool:
    lock = _open(places.users_lock)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

"""Reading ahead: while the database has one slice, the next one is read and made ready in a thread of its own."""

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from queue import Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")

SWITCH_SECONDS = 0.0005
"""So long the database's answer waits for the thread that reads; the usual 5 ms would cost more than they save."""

_WAIT = 0.2


class _Over:
    """No slices are left, or the thread failed."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class _Ahead(Generic[T]):
    def __init__(self, make: Callable[[], T | None]) -> None:
        self._make = make
        self._queue: Queue[T | _Over] = Queue(maxsize=1)
        self._left = Event()
        self._thread = Thread(target=self._work, name="archives.ahead", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._left.set()
        self._thread.join()

    def __iter__(self) -> Iterator[T]:
        while True:
            found = self._queue.get()
            if not isinstance(found, _Over):
                yield found
                continue
            if found.error is not None:
                raise found.error
            return

    def _work(self) -> None:
        try:
            while (made := self._make()) is not None:
                if not self._put(made):
                    return
            self._put(_Over())
        except BaseException as error:  # told to the other thread, where it is raised
            self._put(_Over(error))

    def _put(self, made: T | _Over) -> bool:
        while not self._left.is_set():
            try:
                self._queue.put(made, timeout=_WAIT)
            except Full:
                continue
            return True
        return False


@contextmanager
def ahead(make: Callable[[], T | None]) -> Generator[Iterator[T], None, None]:
    """What `make` returns until it returns None, made one ahead in a thread. `make` does not touch the database."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    worker = _Ahead(make)
    worker.start()
    try:
        yield iter(worker)
    finally:
        worker.stop()
        sys.setswitchinterval(interval)

"""Long work on many rows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

SELDOM = (100_000, 50, 50)


@dataclass(slots=True)
class _Process:
    """How many are inside, and how often cycles were looked for before the first of them."""

    inside: int = 0
    before: tuple[int, int, int] = SELDOM


_process = _Process()
_lock = Lock()


@contextmanager
def many_rows() -> Iterator[None]:
    """Inside the block cycles are looked for seldom: millions of rows pass, none refers to itself, and looking for such
    again and again costs a tenth of the time. It holds for the whole process, until the last of those inside is done.
    """
    with _lock:
        if not _process.inside:
            _process.before = gc.get_threshold()
            gc.set_threshold(*SELDOM)
        _process.inside += 1
    try:
        yield
    finally:
        with _lock:
            _process.inside -= 1
            if not _process.inside:
                gc.set_threshold(*_process.before)

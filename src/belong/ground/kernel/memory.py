"""Long work on many rows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 50, 50)


@contextmanager
def many_rows() -> Iterator[None]:
    """Inside the block cycles are looked for seldom: millions of rows pass, none refers to itself, and looking for such
    again and again costs a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)

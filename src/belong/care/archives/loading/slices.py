"""Cutting a phase into slices, each a transaction of well under a second."""

from collections.abc import Iterator
from itertools import islice
from time import monotonic

from belong.care.archives.records import Item

SECONDS = 0.4
"""What a slice's transaction aims at; nothing in it may hold followers back for a second."""

FIRST, LEAST, MOST = 200, 1, 4_000


class Pace:
    """How many items the next slice takes, learned from how long the last one took."""

    def __init__(self) -> None:
        self._size = FIRST
        self._begun = 0.0

    def take(self, items: Iterator[Item]) -> list[Item]:
        return list(islice(items, self._size))

    def begin(self) -> None:
        self._begun = monotonic()

    def end(self, count: int) -> None:
        """Tell how many items the slice had that began last."""
        seconds = max(monotonic() - self._begun, 1e-6)
        fitting = count * SECONDS / seconds
        self._size = int(min(max(fitting, self._size / 4, LEAST), self._size * 2, MOST))

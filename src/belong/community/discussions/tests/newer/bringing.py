"""Bringing a newer archive, letting it count, taking it back."""

from collections.abc import Sequence
from typing import Any

from belong.community.discussions import public as discussions
from belong.community.discussions.public import Loaded, Progress
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import (
    SOURCE,
    check_counts,
    load_persons,
)
from belong.ground.people.tests.support import batch, complete, undo


def bring(rows: Sequence[Sequence[Any]]) -> tuple[int, list[Loaded]]:
    """A newer archive, loaded but not complete."""
    number = batch(SOURCE)
    load_persons(number, "a", "b", "c", "d")
    return number, [load(number, slice_) for slice_ in rows if slice_]


def apply(number: int) -> Progress:
    complete(number)
    progress = discussions.apply_changes(number, 10.0)
    assert progress.done
    check_counts()
    return progress


def revert(number: int) -> Progress:
    undo(number)
    progress = discussions.revert_changes(number, 10.0)
    assert progress.done
    check_counts()
    return progress

"""The archive that came first."""

from collections.abc import Sequence
from typing import Any

import pytest

from belong.community.discussions.public import LoadedAcceptance
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
    group,
    load_persons,
)
from belong.ground.people.tests.support import batch, complete


@pytest.fixture
def old() -> Sequence[Sequence[Any]]:
    """The archive that came first, complete: two questions with two answers each, the first answer accepted."""
    group_id, number = group().id, batch(SOURCE)
    load_persons(number, "a", "b", "c")
    rows: list[Sequence[Any]] = [
        [a_topic("1", group_id, tags=("hops", "malt"), score=3), a_topic("2", group_id)],
        [a_post("11"), a_post("12", author_key="c"), a_post("21", "2"), a_post("22", "2")],
        [LoadedAcceptance("1", "11", None), LoadedAcceptance("2", "21", None)],
    ]
    for slice_ in rows:
        load(number, slice_)
    complete(number)
    return rows

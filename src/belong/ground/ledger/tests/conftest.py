"""A follower of the tests' own, and databases to commit to."""

from collections.abc import Iterator

import pytest

from belong.ground.ledger.tests.fakes import Counting, make_table, only
from tests.databases import clone, clone_template

__all__ = ["clone", "clone_template"]


@pytest.fixture
def counting(clone: str) -> Iterator[Counting]:
    """The counting follower, alone, on a database that may be committed to."""
    make_table()
    follower = Counting()
    with only(follower):
        yield follower

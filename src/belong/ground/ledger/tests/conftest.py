"""A follower of the tests' own."""

from collections.abc import Iterator

import pytest

from belong.ground.ledger.tests.fakes import Counting, make_table, only


@pytest.fixture
def counting(clone: str) -> Iterator[Counting]:
    """The counting follower, alone, on a database that may be committed to."""
    make_table()
    follower = Counting()
    with only(follower):
        yield follower

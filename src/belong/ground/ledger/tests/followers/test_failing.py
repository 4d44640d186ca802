"""A follower that fails stops alone."""

import pytest

from belong.ground.ledger.public import (
    FollowerFailed,
    drain,
    follow,
    lag,
)
from belong.ground.ledger.tests.fakes import Counting, counted
from belong.ground.ledger.tests.followers.recording import answer, recorded


def test_a_follower_that_fails_stops_alone_and_goes_on_where_it_stopped(counting: Counting) -> None:
    class Other(Counting):
        name = "other"
        tables = ("counted_too",)

        def fold(self, facts: object) -> None:
            self.folded.append([card.id for card in facts])  # type: ignore[attr-defined]

    other = Other()
    follow(other)
    given = recorded(*(answer(number) for number in range(1, 11)))
    counting.fail_at = given[5]
    with pytest.raises(FollowerFailed, match="cannot fold"):
        drain()
    assert [number for folded in other.folded for number in folded] == given
    stopped, going = lag()
    assert (stopped.name, stopped.behind, stopped.failures) == ("counting", 10, 1)
    assert stopped.error == f"ValueError: cannot fold fact {given[5]}"
    assert stopped.retry_at is not None
    assert (going.name, going.behind, going.error) == ("other", 0, "")
    counting.fail_at = None
    drain()
    assert counted() == {(number, "answered"): 1 for number in range(1, 11)}
    assert (lag()[0].error, lag()[0].failures, lag()[0].behind) == ("", 0, 0)
    assert [number for folded in other.folded for number in folded] == given

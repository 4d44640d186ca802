"""A fact that touches more than a step should is taken alone, slice by slice."""

import pytest

from belong.ground.ledger.cards import FactCard
from belong.ground.ledger.models import Place
from belong.ground.ledger.public import FollowerFailed, drain, lag
from belong.ground.ledger.tests.fakes import Counting, make_table, only
from belong.ground.ledger.tests.followers.recording import answer, recorded


class Slicing(Counting):
    """Takes each fact of the actor 9 in three slices, and dies where it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.slices: list[tuple[int, int]] = []
        self.dies_at: int | None = None

    def is_wide(self, fact: FactCard) -> bool:
        return fact.actor == 9

    def fold_wide(self, fact: FactCard, place: int, seconds: float) -> int | None:
        if place == self.dies_at:
            raise RuntimeError("killed")
        self.slices.append((fact.id, place))
        return place + 1 if place < 2 else None


def test_it_comes_alone_between_the_others(clone: str) -> None:
    make_table()
    follower = Slicing()
    with only(follower):
        one, wide, other, last = recorded(answer(1), answer(9), answer(2), answer(3))
        drain()
    assert follower.folded == [[one], [other, last]]
    assert follower.slices == [(wide, 0), (wide, 1), (wide, 2)]


def test_a_kill_between_two_slices_loses_none_and_repeats_none(clone: str) -> None:
    make_table()
    follower = Slicing()
    with only(follower):
        [before] = recorded(answer(1))
        drain()
        [wide] = recorded(answer(9))
        follower.dies_at = 1
        with pytest.raises(FollowerFailed, match="killed"):
            drain()
        place = Place.objects.get()
        assert (place.phase, place.place, place.fact_id) == (Place.Phase.BATCH, 1, before)
        assert [(each.behind, each.batch) for each in lag()] == [(1, None)]
        follower.dies_at = None
        drain()
        place = Place.objects.get()
        assert (place.phase, place.place, place.fact_id) == (Place.Phase.FACTS, 0, wide)
    assert follower.slices == [(wide, 0), (wide, 1), (wide, 2)]

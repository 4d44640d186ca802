"""What else is so of a person from when to when: belonging, and what is one clause short. Pure, as `rules` is."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from belong.ground.segments.public import FOR_EVER, Interval, both, merged, outside
from belong.insight.journey.rules import Era, Stay, pieces


class Part(NamedTuple):
    """A state of belonging at every instant of (after, until]; `before` is the rank of the one just before, 0: none."""

    after: int
    until: int
    rank: int
    before: int


class Near(NamedTuple):
    """Exactly one clause (`place`) of the stage of `rank`, the next one, is not met on (after, until]."""

    after: int
    until: int
    ladder: int
    rank: int
    place: int


def parts(truths: Sequence[Sequence[Interval]]) -> list[Part]:
    """The highest state that holds, at each instant; `truths` are the states' intervals, the lowest first."""
    found: list[tuple[int, int, int]] = []
    taken: Sequence[Interval] = ()
    for rank in range(len(truths), 0, -1):
        holds = truths[rank - 1]
        if not holds:
            continue
        found += [(after, until, rank) for after, until in (both(holds, outside(taken)) if taken else holds)]
        taken = merged([*taken, *holds])
    found.sort()
    stated: list[Part] = []
    for after, until, rank in found:
        before = stated[-1].rank if stated and stated[-1].until == after else 0
        stated.append(Part(after, until, rank, before))
    return stated


Clauses = Sequence[Callable[[], Sequence[Interval]]]
"""When each clause of a stage is true; asked only where somebody stands below that stage."""


def near(eras: Sequence[Era], stays: Sequence[Stay], clauses: Callable[[int, int], Clauses]) -> Iterator[Near]:
    """When the person stood, by the evidence and as shown, at a stage with exactly one clause of the next one missing.

    `clauses(era, rank)` are those of the stage of that rank, from 1.
    """
    for number, era in enumerate(eras):
        ends = eras[number + 1].after if number + 1 < len(eras) else FOR_EVER
        top = len(era.keys)
        shown: dict[int, list[Interval]] = {}
        for stay in stays:
            if stay.ladder == era.ladder and stay.rank < top:
                shown.setdefault(stay.rank, []).append((stay.after, stay.until))
        by_rank: dict[int, list[Interval]] = {}
        for after, until, rank in pieces(era.raw, era.after, ends):
            if rank in shown:
                by_rank.setdefault(rank, []).append((after, until))
        for rank, supported in by_rank.items():
            there = both(supported, shown[rank])
            if there:
                for after, until, place in _one_short(there, clauses(number, rank + 1)):
                    yield Near(after, until, era.ladder, rank + 1, place)


def _one_short(there: Sequence[Interval], clauses: Clauses) -> Iterator[tuple[int, int, int]]:
    if len(clauses) == 1:
        yield from ((after, until, 0) for after, until in there)
        return
    truths = [clause() for clause in clauses]
    for place, truth in enumerate(truths):
        left: Sequence[Interval] = there
        for other, holds in enumerate(truths):
            if other != place:
                left = both(left, holds)
                if not left:
                    break
        if left and truth:
            left = both(left, outside(truth))
        yield from ((after, until, place) for after, until in left)

"""Where values stand: round ends of an axis, and tints that one odd value cannot wash out."""

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil, floor, log10

TINTS = 5


def ticks(most: float, about: int = 3, whole: bool = True) -> list[float]:
    """Round values from 0 on, about as many steps as asked, the last one not below `most`."""
    if most <= 0:
        return [0.0, 1.0]
    step = _round_step(most / about)
    if whole:
        step = max(1.0, step)
    return [step * place for place in range(ceil(round(most / step, 9)) + 1)]


def time_ticks(seconds: float, about: int = 3) -> list[float]:
    """The same for waits: whole minutes, hours or days."""
    for unit in (86400.0, 3600.0, 60.0):
        if seconds > 2 * unit:
            return [unit * tick for tick in ticks(seconds / unit, about)]
    return ticks(seconds, about)


def tints(values: Sequence[float | None]) -> list[int]:
    """For each value 1 to `TINTS` by its place among the different values that there are; 0 where there is none.

    Equal values have equal tints; the smallest has 1, and the greatest `TINTS` where there are as many values.
    """
    ranked = sorted(value for value in values if value)
    if not ranked:
        return [0] * len(values)
    return [1 + floor(TINTS * bisect_left(ranked, value) / len(ranked)) if value else 0 for value in values]


def _round_step(step: float) -> float:
    unit = 10.0 ** floor(log10(step))
    return next(unit * nice for nice in (1, 2, 5, 10) if unit * nice >= step * 0.999999)

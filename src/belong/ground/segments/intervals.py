"""Step functions over a life, as intervals (after, until] of instants in microseconds since 1970 UTC.

A list of intervals is sorted, disjoint and maximal: no two of them touch. Everything here is pure, and linear in what
it is given (apart from sorting).
"""

from collections.abc import Iterable, Sequence

SINCE_EVER = -(2**63)
FOR_EVER = 2**63 - 1
DAY = 86_400_000_000

Interval = tuple[int, int]

ALWAYS: tuple[Interval, ...] = ((SINCE_EVER, FOR_EVER),)


def holds(intervals: Sequence[Interval], at: int) -> bool:
    """Whether the instant `at` lies in one of the intervals."""
    return any(after < at <= until for after, until in intervals)


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The union of intervals given in any order; empty ones are left out."""
    found: list[Interval] = []
    end = SINCE_EVER
    for after, until in sorted(intervals):
        if until <= after:
            continue
        if found and after <= end:
            if until > end:
                found[-1] = (found[-1][0], until)
                end = until
        else:
            found.append((after, until))
            end = until
    return found


def both(left: Sequence[Interval], right: Sequence[Interval]) -> list[Interval]:
    """The intersection."""
    found: list[Interval] = []
    if not left or not right:
        return found
    others = iter(right)
    begins, ends = next(others)
    for after, until in left:
        while ends <= until:
            low = after if after > begins else begins
            if low < ends:
                found.append((low, ends))
            following = next(others, None)
            if following is None:
                return found
            begins, ends = following
        low = after if after > begins else begins
        if low < until:
            found.append((low, until))
    return found


def outside(intervals: Sequence[Interval]) -> list[Interval]:
    """Every instant that lies in none of the intervals."""
    found: list[Interval] = []
    edge = SINCE_EVER
    for after, until in intervals:
        if after > edge:
            found.append((edge, after))
        edge = until
    if edge < FOR_EVER:
        found.append((edge, FOR_EVER))
    return found


def often(times: Sequence[int], at_least: int, window: int | None) -> list[Interval]:
    """When at least so many of the facts at `times` (sorted) have happened, within the window where there is one.

    A fact at o is in the window at every instant of (o, o + window].
    """
    if len(times) < at_least:
        return []
    reached = times[at_least - 1 :]
    if window is None:
        return [(reached[0], FOR_EVER)]
    found: list[Interval] = []
    start, end = 0, SINCE_EVER
    for first, after in zip(times, reached, strict=False):
        until = first + window
        if until <= after:
            continue
        if after <= end:
            end = until
            continue
        if end != SINCE_EVER:
            found.append((start, end))
        start, end = after, until
    if end != SINCE_EVER:
        found.append((start, end))
    return found


def distinct(times: Sequence[int], keys: Sequence[int], at_least: int, window: int | None) -> list[Interval]:
    """When facts of at least so many different keys have happened, within the window where there is one.

    `keys[i]` belongs to the fact at `times[i]`; times are sorted.
    """
    if at_least == 1:
        return often(times, 1, window)
    if len(times) < at_least:
        return []
    if window is None:
        seen: set[int] = set()
        for time, key in zip(times, keys, strict=True):
            seen.add(key)
            if len(seen) == at_least:
                return [(time, FOR_EVER)]
        return []
    ends: dict[int, int] = {}
    begun: list[int] = []
    ended: list[int] = []
    for time, key in zip(times, keys, strict=True):
        end = ends.get(key)
        if end is None:
            begun.append(time)
        elif end < time:
            ended.append(end)
            begun.append(time)
        ends[key] = time + window
    ended.extend(ends.values())
    ended.sort()
    return swept(begun, ended, at_least)


def two_way(
    given: Sequence[tuple[int, int]], received: Sequence[tuple[int, int]], at_least: int, window: int | None
) -> list[Interval]:
    """When, with at least so many different people, something was begun in both directions within the window.

    Both sides are pairs (time, person), sorted by time.
    """
    there = {other for _, other in given} & {other for _, other in received}
    if len(there) < at_least:
        return []
    events = [(time, other, 0) for time, other in given if other in there]
    events += [(time, other, 1) for time, other in received if other in there]
    events.sort()
    last: dict[int, list[int | None]] = {other: [None, None] for other in there}
    ends: dict[int, int] = {}
    begun: list[int] = []
    ended: list[int] = []
    for time, other, side in events:
        sides = last[other]
        sides[side] = time
        mine, theirs = sides
        if mine is None or theirs is None:
            continue
        until = FOR_EVER if window is None else min(mine, theirs) + window
        if until <= time:
            continue
        end = ends.get(other)
        if end is None:
            begun.append(time)
        elif end < time:
            ended.append(end)
            begun.append(time)
        ends[other] = until
    ended.extend(ends.values())
    ended.sort()
    return swept(begun, ended, at_least)


def swept(begun: Sequence[int], ended: Sequence[int], at_least: int) -> list[Interval]:
    """When at least so many spans are open at once, from their beginnings and their ends, each sorted."""
    found: list[Interval] = []
    start = 0
    open_spans = 0
    enough = False
    i = j = 0
    spans, last = len(begun), len(ended)
    if spans < at_least:
        return found
    while j < last:
        at = ended[j]
        if i < spans and begun[i] < at:
            at = begun[i]
        while i < spans and begun[i] == at:
            open_spans += 1
            i += 1
        while j < last and ended[j] == at:
            open_spans -= 1
            j += 1
        if (open_spans >= at_least) is not enough:
            enough = not enough
            if enough:
                start = at
            else:
                found.append((start, at))
    return found

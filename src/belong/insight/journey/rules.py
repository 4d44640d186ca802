"""The rules of the ladder, pure: from what holds when to where a person stands when.

Instants are microseconds since 1970 (UTC). Everything is a step function, constant on pieces (after, until]: a fact at
instant o is known at every later instant, not at o itself. Ranks count from 1, the lowest stage; 0: not on the ladder.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from belong.ground.segments.public import DAY, FOR_EVER, SINCE_EVER, Interval, both

PATIENCE = 30 * DAY
"""For how long the evidence must have been below the present stage before a quarter's start takes it away."""

QUARTER = "quarter"
AT_ONCE = "at_once"
NEVER = "never"
DESCENTS = (QUARTER, AT_ONCE, NEVER)

START = "start"
UP = "up"
DOWN = "down"
LADDER = "ladder"
OVERRIDE = "override"
OVERRIDE_END = "override_end"
JOINED = "joined"
BELONGING = "belonging"
NEAR = "near"
ASPECTS = (JOINED, BELONGING, NEAR)

MOVES = (START, UP, DOWN, LADDER, OVERRIDE, OVERRIDE_END)

Step = tuple[int, int]
"""(after, rank): the rank on (after, the next step's after]. Neighbours differ; before the first step the rank is 0."""


class Era(NamedTuple):
    """A ladder while it is in force: at every instant later than `after`, until the next era's."""

    after: int
    ladder: int
    keys: tuple[str, ...]
    descend: str
    raw: Sequence[Step]


class Override(NamedTuple):
    """A host's word: the person is shown at the stage `key` on (after, until], whatever the evidence says."""

    id: int
    after: int
    until: int
    key: str


class Stay(NamedTuple):
    """A person is at a stage at every instant of (after, until]."""

    after: int
    until: int
    ladder: int
    stage: str
    rank: int
    move: str
    before: str = ""
    """The stage shown just before, "" where there was none."""
    before_rank: int = 0
    """Its rank, in the ladder of that time."""
    broke: int | None = None
    """Of a move down: the last instant at which the evidence still supported the stage before."""
    override: int | None = None
    """The override that is shown, or (move `override_end`) the one that has ended."""


class _Change(NamedTuple):
    after: int
    era: int
    rank: int
    broke: int | None = None
    by_ladder: bool = False


def raw_steps(truths: Iterable[Sequence[Interval]], begins: int) -> list[Step]:
    """The highest stage whose criterion and all lower ones hold, at each instant later than `begins`.

    `truths` are the stages' intervals, lowest first, each sorted and disjoint; a stage above one that never holds is
    not asked for, so a generator saves the work.
    """
    nested: list[Sequence[Interval]] = []
    holds: Sequence[Interval] = ((begins, FOR_EVER),)
    for truth in truths:
        holds = both(holds, truth)
        if not holds:
            break
        nested.append(holds)
    if all(len(each) == 1 and each[0][1] == FOR_EVER for each in nested):
        return _climbing([each[0][0] for each in nested])
    changes: dict[int, int] = {}
    for each in nested:
        for after, until in each:
            changes[after] = changes.get(after, 0) + 1
            if until != FOR_EVER:
                changes[until] = changes.get(until, 0) - 1
    steps: list[Step] = []
    rank = 0
    for at in sorted(changes):
        if changes[at]:
            rank += changes[at]
            steps.append((at, rank))
    return steps


def _climbing(begins: Sequence[int]) -> list[Step]:
    """Stages that, once reached, hold for ever: the common case, without a sweep."""
    steps: list[Step] = []
    for rank, after in enumerate(begins, 1):
        if steps and steps[-1][0] == after:
            steps[-1] = (after, rank)
        else:
            steps.append((after, rank))
    return steps


def rank_at(steps: Sequence[Step], at: int) -> int:
    rank = 0
    for after, reached in steps:
        if after >= at:
            break
        rank = reached
    return rank


def stays(
    eras: Sequence[Era],
    overrides: Sequence[Override],
    quarter_from: Callable[[int], int],
) -> list[Stay]:
    """Where the person is shown, from the first piece to the last; ordered and disjoint.

    `quarter_from(at)` is the first start of a quarter at or after `at`. Eras are ordered and the first is since ever.
    """
    changes = _held(eras, quarter_from)
    if overrides:
        return _overlaid(eras, changes, overrides)
    return _spans(eras, changes)


def _held(eras: Sequence[Era], quarter_from: Callable[[int], int]) -> list[_Change]:
    """The path of the evidence with the rule of descent, as changes of (era, rank)."""
    changes: list[_Change] = []
    present = 0
    supported = SINCE_EVER  # the last instant so far at which the evidence supported the present stage
    for number, era in enumerate(eras):
        ends = eras[number + 1].after if number + 1 < len(eras) else FOR_EVER
        if number and present:
            key = eras[number - 1].keys[present - 1]
            if key in era.keys:
                present = era.keys.index(key) + 1
            else:
                present = rank_at(era.raw, era.after + 1)
            _put(changes, _Change(era.after, number, present, by_ladder=True))
        for after, until, raw in pieces(era.raw, era.after, ends):
            if raw >= present or era.descend == AT_ONCE:
                if raw != present:
                    broke = supported if raw < present else None
                    _put(changes, _Change(after, number, raw, broke, bool(number) and after == era.after))
                    present = raw
                supported = until
            elif era.descend == QUARTER:
                falls = quarter_from(max(supported + PATIENCE, after + 1))
                if falls <= until:
                    _put(changes, _Change(falls, number, raw, supported))
                    present = raw
                    supported = until
    return changes


def pieces(steps: Sequence[Step], begins: int, ends: int) -> Iterator[tuple[int, int, int]]:
    """The pieces (after, until], rank, of the step function inside (begins, ends], without gaps."""
    after, rank = begins, 0
    for at, reached in steps:
        if at >= ends:
            break
        if at > after:
            yield after, at, rank
            after = at
        rank = reached
    yield after, ends, rank


def _put(changes: list[_Change], change: _Change) -> None:
    """Append; what happens at the same instant is one change, and one that changes nothing is none."""
    if changes and changes[-1].after == change.after:
        earlier = changes.pop()
        broke = change.broke if change.broke is not None else earlier.broke
        change = _Change(change.after, change.era, change.rank, broke, change.by_ladder or earlier.by_ladder)
    if changes:
        last = changes[-1]
        if (last.era, last.rank) == (change.era, change.rank):
            return
    elif not change.rank:
        return
    changes.append(change)


def _spans(eras: Sequence[Era], changes: Sequence[_Change]) -> list[Stay]:
    found: list[Stay] = []
    before, before_rank = "", 0
    for number, change in enumerate(changes):
        era = eras[change.era]
        if change.rank:
            until = changes[number + 1].after if number + 1 < len(changes) else FOR_EVER
            move = _move(change, before_rank)
            broke = change.broke if move == DOWN else None
            stage = era.keys[change.rank - 1]
            found.append(Stay(change.after, until, era.ladder, stage, change.rank, move, before, before_rank, broke))
            before, before_rank = stage, change.rank
        else:
            before, before_rank = "", 0
    return found


def _move(change: _Change, before_rank: int) -> str:
    if change.by_ladder:
        return LADDER
    if not before_rank:
        return START
    return UP if change.rank > before_rank else DOWN


def _overlaid(eras: Sequence[Era], changes: Sequence[_Change], overrides: Sequence[Override]) -> list[Stay]:
    """The path with the hosts' overrides shown above it; where several are active, the latest that the ladder knows."""
    path = _spans(eras, changes)
    cuts = {edge for each in path for edge in (each.after, each.until)}
    cuts |= {edge for each in overrides for edge in (each.after, each.until)}
    cuts |= {era.after for era in eras[1:]}
    edges = sorted(cuts)
    newest_first = sorted(overrides, key=lambda each: (each.after, each.id), reverse=True)
    found: list[Stay] = []
    shown_last: Override | None = None
    for after, until in pairwise(edges):
        era = next(each for each in reversed(eras) if each.after <= after)
        shown = next((o for o in newest_first if o.after <= after and o.until >= until and o.key in era.keys), None)
        own = next((each for each in path if each.after <= after and each.until >= until), None)
        last = found[-1] if found and found[-1].until == after else None
        before = shown_last if last is not None else None
        shown_last = shown
        stay = _shown(after, until, era, shown, before, own)
        if stay is None:
            continue
        if last is None:
            found.append(stay)
        elif (last.ladder, last.stage, before) == (stay.ladder, stay.stage, shown):
            found[-1] = last._replace(until=until)
        else:
            found.append(stay._replace(before=last.stage, before_rank=last.rank))
    return found


def _shown(
    after: int, until: int, era: Era, override: Override | None, before: Override | None, own: Stay | None
) -> Stay | None:
    """What is shown on a piece: the override where there is one, else the path's own stay."""
    if override is not None:
        rank = era.keys.index(override.key) + 1
        move = LADDER if override is before else OVERRIDE
        return Stay(after, until, era.ladder, override.key, rank, move, override=override.id)
    if own is None:
        return None
    if before is None:
        return Stay(after, until, own.ladder, own.stage, own.rank, own.move, broke=own.broke)
    if before.until > after:  # it lasts, but the new ladder has no such stage
        return Stay(after, until, own.ladder, own.stage, own.rank, LADDER)
    return Stay(after, until, own.ladder, own.stage, own.rank, OVERRIDE_END, override=before.id)

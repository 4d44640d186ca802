"""One amount over time: a line that breaks where nothing is known, named at its height and at its end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from belong.doors.web.shared.pictures.axes import TOP, grid, height_of, hovers, level, names
from belong.doors.web.shared.pictures.markup import drawing, element, number, percent, stretched
from belong.doors.web.shared.pictures.scales import ticks

PLOT = 150.0

ABOVE, BELOW = 9.0, 18.0
"""Where the name of a point stands, in pixels from it."""

NAME = 0.15
"""How far such a name reaches, across."""


@dataclass(frozen=True, slots=True)
class Point:
    """`shown` is the value as it is read, `says` the whole of it ("March 2016: 12 questions"), `name` what stands below
    the point (empty: nothing); `open` points are not over yet.
    """

    value: float | None
    shown: str
    says: str
    name: str = ""
    open: bool = False


Step = tuple[float, float, Point]
"""A point whose value is known, where it stands: across from 0 to 1, down in pixels."""


def line(
    key: str,
    title: str,
    desc: str,
    points: Sequence[Point],
    *,
    say: Callable[[float], str],
    at: Callable[[float], Sequence[float]] = ticks,
) -> SafeString:
    """The points from left to right. `say` names a value of the scale, `at` tells where its lines are."""
    known = [(place, point) for place, point in enumerate(points) if point.value is not None]
    scale = list(at(max((point.value or 0 for _, point in known), default=0)))
    across = [_across(place, len(points)) for place in range(len(points))]
    steps = [(across[place], level(point.value or 0, scale[-1], PLOT), point) for place, point in known]
    height, wide = height_of(PLOT), 1 / max(1, len(points))
    return drawing(
        key,
        title,
        desc,
        height,
        *grid(scale, PLOT, say),
        stretched(
            100, height_of(PLOT), *_paths(points, steps, scale[-1]), width="100%", height=number(height_of(PLOT))
        ),
        *_dots(steps),
        *names([(across[place], point.name) for place, point in enumerate(points) if point.name], PLOT),
        hovers([(at - wide / 2, point.says) for point, at in zip(points, across, strict=True)], wide),
        kind="line",
    )


def _across(place: int, of: int) -> float:
    return (place + 0.5) / of


def _paths(points: Sequence[Point], steps: Sequence[Step], top: float) -> list[SafeString]:
    """For each run of neighbouring values one line and the ground below it; what is not over yet is dashed."""
    floor, drawn = number(level(0, top, PLOT)), []
    for run in _runs(points, steps):
        over = [step for step in run if not step[2].open]
        still = run[max(0, len(over) - 1) :] if len(over) < len(run) else []
        ground = f"M{number(100 * run[0][0])} {floor}L{_through(run)}L{number(100 * run[-1][0])} {floor}Z"
        drawn.append(element("path", d=ground, class_="picture-ground"))
        if len(over) > 1:
            drawn.append(element("path", d=f"M{_through(over)}", class_="picture-stroke"))
        if len(still) > 1:
            drawn.append(element("path", d=f"M{_through(still)}", class_="picture-stroke picture-open"))
    return drawn


def _runs(points: Sequence[Point], steps: Sequence[Step]) -> list[list[Step]]:
    runs: list[list[Step]] = []
    left, before = iter(steps), False
    for point in points:
        known = point.value is not None
        if known and not before:
            runs.append([])
        if known:
            runs[-1].append(next(left))
        before = known
    return runs


def _through(run: Sequence[Step]) -> str:
    return "L".join(f"{number(100 * x)} {number(y)}" for x, y, _ in run)


def _dots(steps: Sequence[Step]) -> list[SafeString]:
    """The highest and the last are named; they and values that stand alone have a dot."""
    if not steps:
        return []
    highest = min(range(len(steps)), key=lambda place: steps[place][1])
    named = {highest, len(steps) - 1}
    if len(named) == 2 and abs(steps[highest][0] - steps[-1][0]) < 0.15:
        named = {highest}
    drawn = []
    for place in sorted(named):
        x, y, point = steps[place]
        anchor = "end" if x > 0.85 else "start" if x < 0.15 else "middle"
        kind = "picture-dot picture-open" if point.open else "picture-dot"
        drawn.append(element("circle", cx=percent(x), cy=number(y), r="4", class_=kind))
        name_at = number(y + BELOW if _falls_to(place, steps) else y - ABOVE)
        drawn.append(element("text", point.shown, x=percent(x), y=name_at, text_anchor=anchor, class_="picture-value"))
    return drawn


def _falls_to(place: int, steps: Sequence[Step]) -> bool:
    """The line comes down to the last point, through where a name above it would stand, and there is room below."""
    x, y, _ = steps[place]
    over = [higher for at, higher, _ in steps[:place] if x - at < NAME]
    return place == len(steps) - 1 and y + BELOW < TOP + PLOT and bool(over) and min(over) < y - ABOVE

"""What pictures over time share: a floor at zero, round lines above it, and names below that never crowd."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from django.utils.safestring import SafeString

from belong.doors.web.shared.pictures.markup import element, number, percent, together

TOP, BOTTOM = 22.0, 24.0
"""Pixels above the highest line, for its name, and below the floor, for the names of the places."""

NARROW, WIDE = 260.0, 720.0
"""The widths for which names are thinned out: what fits the first is always shown, the rest on wide places only."""

LETTER, APART = 8.0, 14.0
"""How wide a letter is at most, and how far names stand apart."""


def height_of(plot: float) -> float:
    return TOP + plot + BOTTOM


def level(value: float, top: float, plot: float) -> float:
    """How far from the upper edge of the drawing a value stands."""
    return TOP + plot * (1 - value / top)


def grid(values: Sequence[float], plot: float, say: Callable[[float], str]) -> list[SafeString]:
    """A line for each value, named in the margin that the style sheet leaves before it; the floor is drawn heavier."""
    top = values[-1]
    drawn = []
    for value in values:
        y = number(level(value, top, plot))
        kind = "picture-floor" if value == 0 else "picture-grid"
        drawn.append(element("line", x1="0", x2="100%", y1=y, y2=y, class_=kind))
        if value:
            drawn.append(element("text", say(value), x="-8", y=y, dy="4", text_anchor="end", class_="picture-tick"))
    return drawn


MOST_HOVERS = 60
"""Of more places each is too narrow to be pointed at."""


def hovers(places: Sequence[tuple[float, str]], wide: float) -> SafeString:
    """For each place, from its left side on, all of it in words to whoever points there."""
    if not places or len(places) > MOST_HOVERS:
        return together([])
    found = (
        element("rect", element("title", says), x=percent(at), width=percent(wide), height="100%")
        for at, says in places
    )
    return element("g", *found, class_="picture-hovers")


def names(labels: Sequence[tuple[float, str]], plot: float) -> list[SafeString]:
    """Names below the floor at their places (0 to 1), as many as stand apart; those at the ends stay inside."""
    roomy = _apart(labels, WIDE)
    always = {roomy[place] for place in _apart([labels[place] for place in roomy], NARROW)}
    drawn = []
    for place, (at, text) in enumerate(labels):
        if place in roomy:
            kind = "picture-name" if place in always else "picture-name picture-roomy"
            y = number(TOP + plot + 17)
            drawn.append(element("text", text, x=percent(at), y=y, text_anchor=_anchor(at), class_=kind))
    return drawn


def _anchor(at: float) -> str:
    return "start" if at < 0.04 else "end" if at > 0.96 else "middle"


BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""The part of a name that stands before its place."""


def _apart(labels: Sequence[tuple[float, str]], width: float) -> list[int]:
    """Which labels fit beside each other in `width` pixels: the first, and on from there in even steps."""
    begins = [at * width - BEFORE[_anchor(at)] * LETTER * len(text) for at, text in labels]
    ends = [begin + LETTER * len(text) + APART for begin, (_, text) in zip(begins, labels, strict=True)]
    for step in range(1, len(labels) + 1):
        chosen = list(range(0, len(labels), step))
        if all(begins[later] >= ends[earlier] for earlier, later in pairwise(chosen)):
            return chosen
    return []

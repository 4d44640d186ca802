"""Amounts over time as columns from zero, a part of each marked; what is not over yet is only outlined."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from belong.doors.web.shared.pictures.axes import grid, height_of, level, names
from belong.doors.web.shared.pictures.markup import drawing, element, number, percent
from belong.doors.web.shared.pictures.scales import ticks

PLOT = 150.0
GAP = 0.16
"""The part of a column's place that stays empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """`part` of `value` is marked; `says` is the whole of it in words, `name` what stands below."""

    value: float
    says: str
    part: float = 0
    name: str = ""
    open: bool = False


def columns(key: str, title: str, desc: str, of: Sequence[Column], *, say: Callable[[float], str]) -> SafeString:
    """The columns from left to right; `say` names a value of the scale."""
    scale = ticks(max((column.value for column in of), default=0))
    wide = 1 / max(1, len(of))
    return drawing(
        key,
        title,
        desc,
        height_of(PLOT),
        *grid(scale, PLOT, say),
        *(_column(column, place * wide, wide, scale[-1]) for place, column in enumerate(of)),
        *names([((place + 0.5) * wide, column.name) for place, column in enumerate(of) if column.name], PLOT),
        kind="columns",
    )


def _column(column: Column, at: float, wide: float, top: float) -> SafeString:
    kind = "picture-column picture-open" if column.open else "picture-column"
    return element(
        "g",
        element("title", column.says),
        element("rect", x=percent(at), width=percent(wide), y="0", height="100%", class_="picture-hover"),
        _rect(column.value, at, wide, top, kind) if column.value else "",
        _rect(column.part, at, wide, top, f"{kind} picture-part") if column.part else "",
    )


def _rect(value: float, at: float, wide: float, top: float, kind: str) -> SafeString:
    y = level(value, top, PLOT)
    return element(
        "rect",
        x=percent(at + wide * GAP / 2),
        width=percent(wide * (1 - GAP)),
        y=number(y),
        height=number(level(0, top, PLOT) - y),
        class_=kind,
    )

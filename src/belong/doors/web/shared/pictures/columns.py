"""Amounts over time as columns from zero, a part of each marked; what is not over yet is only outlined."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from belong.doors.web.shared.pictures.axes import grid, height_of, hovers, level, names
from belong.doors.web.shared.pictures.markup import drawing, element, number, stretched
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
        stretched(100, height_of(PLOT), *_kinds(of, scale[-1]), width="100%", height=number(height_of(PLOT))),
        *names([((place + 0.5) * wide, column.name) for place, column in enumerate(of) if column.name], PLOT),
        hovers([(place * wide, column.says) for place, column in enumerate(of) if column.value], wide),
        kind="columns",
    )


def _kinds(of: Sequence[Column], top: float) -> Iterator[SafeString]:
    """What looks alike is drawn as one shape: whole columns, their parts, and both of what is not over yet."""
    wide = 100 / max(1, len(of))
    for is_open in (False, True):
        kind = "picture-column picture-open" if is_open else "picture-column"
        some = [(place * wide, column) for place, column in enumerate(of) if column.open is is_open]
        whole = "".join(_outline(column.value, at, wide, top) for at, column in some if column.value)
        parts = "".join(_outline(column.part, at, wide, top) for at, column in some if column.part)
        if whole:
            yield element("path", d=whole, class_=kind)
        if parts:
            yield element("path", d=parts, class_=f"{kind} picture-part")


def _outline(value: float, at: float, wide: float, top: float) -> str:
    """A column as a way around it, across in hundredths of the drawing."""
    broad = number(wide * (1 - GAP))
    floor = number(level(0, top, PLOT))
    return f"M{number(at + wide * GAP / 2)} {floor}V{number(level(value, top, PLOT))}h{broad}V{floor}z"

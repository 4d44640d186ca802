"""People who went from one step to another: bands between two rows of steps, as wide as the people in them are many."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from belong.doors.web.shared.pictures.markup import drawing, element, number, stretched

LABEL, GAP, EDGE = 24.0, 10.0, 10.0
"""Pixels for the name above a step, below a step, and the width of its bar."""

PEOPLE = 260.0
"""Pixels that all people of the fuller side are high together, before the least heights."""

LEAST = 2.0


@dataclass(frozen=True, slots=True)
class End:
    """A step at one side. `value` is how many stood there, those included whom no band carries."""

    key: str
    label: str
    value: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """`value` people who went from the left end `from_` to the right end `to`; `says` it in words.

    `kind` chooses the tint: `up`, `down` or `stay`.
    """

    from_: str
    to: str
    value: int
    says: str
    href: str = ""
    kind: str = "stay"


@dataclass(frozen=True, slots=True)
class _Bar:
    end: End
    y: float
    height: float


def bands(
    key: str, title: str, desc: str, left: Sequence[End], right: Sequence[End], flows: Sequence[Band]
) -> SafeString:
    """Both rows are drawn from top to bottom as given; each band is a link that is named by what it `says`."""
    most = max(sum(end.value for end in left), sum(end.value for end in right), 1)
    scale = PEOPLE / most
    begin, end = _bars(left, scale), _bars(right, scale)
    height = max((bar.y + bar.height for bar in (*begin.values(), *end.values())), default=0) + GAP
    shapes = _shapes(flows, begin, end, scale, height)
    opens = any(flow.href for flow in flows) or any(step.href for step in (*left, *right))
    return drawing(
        key,
        title,
        desc,
        height,
        stretched(100, height, *shapes, width="100%", height=number(height)),
        *(_bar(bar, at_end=False) for bar in begin.values()),
        *(_bar(bar, at_end=True) for bar in end.values()),
        kind="bands",
        opens=opens,
    )


def _bars(ends: Sequence[End], scale: float) -> dict[str, _Bar]:
    placed, y = {}, 0.0
    for end in ends:
        height = max(LEAST, end.value * scale)
        placed[end.key] = _Bar(end, y + LABEL, height)
        y += LABEL + height + GAP
    return placed


def _shapes(
    flows: Sequence[Band], begin: dict[str, _Bar], end: dict[str, _Bar], scale: float, height: float
) -> list[SafeString]:
    """Bands leave and arrive in the order of the steps at their other end, so that few of them cross."""
    order_from, order_to = list(begin), list(end)
    used_from, used_to = dict.fromkeys(begin, 0.0), dict.fromkeys(end, 0.0)
    starts: dict[tuple[str, str], float] = {}
    for flow in sorted(flows, key=lambda flow: order_to.index(flow.to)):
        starts[flow.from_, flow.to] = begin[flow.from_].y + used_from[flow.from_]
        used_from[flow.from_] += flow.value * scale
    arrives: dict[tuple[str, str], float] = {}
    for flow in sorted(flows, key=lambda flow: order_from.index(flow.from_)):
        arrives[flow.from_, flow.to] = end[flow.to].y + used_to[flow.to]
        used_to[flow.to] += flow.value * scale
    drawn = sorted(flows, key=lambda flow: (flow.kind != "stay", -flow.value))
    return [
        _shape(flow, starts[flow.from_, flow.to], arrives[flow.from_, flow.to], max(LEAST, flow.value * scale))
        for flow in drawn
        if flow.value
    ]


def _shape(flow: Band, start: float, arrive: float, wide: float) -> SafeString:
    upper = f"M0 {number(start)}C50 {number(start)} 50 {number(arrive)} 100 {number(arrive)}"
    lower = f"V{number(arrive + wide)}C50 {number(arrive + wide)} 50 {number(start + wide)} 0 {number(start + wide)}Z"
    path = element("path", element("title", flow.says), d=upper + lower, class_=f"picture-band picture-{flow.kind}")
    return element("a", path, href=flow.href, aria_label=flow.says) if flow.href else path


def _bar(bar: _Bar, *, at_end: bool) -> SafeString:
    x, anchor = ("100%", "end") if at_end else ("0", "start")
    shift = f"translate({number(-EDGE)} 0)" if at_end else ""
    rect = element(
        "rect",
        x=x,
        y=number(bar.y),
        width=number(EDGE),
        height=number(bar.height),
        transform=shift,
        class_="picture-step",
    )
    label = f"{bar.end.label} "
    text = element(
        "text", label, element("tspan", f"{bar.end.value}", class_="picture-value"),
        x=x, y=number(bar.y - 7), text_anchor=anchor, class_="picture-label",
    )  # fmt: skip
    if bar.end.href:
        return element("a", rect, text, href=bar.end.href, aria_label=f"{bar.end.label}: {bar.end.value}")
    return element("g", rect, text)

"""Amounts side by side, one line each: a name, a bar from zero, the amount in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from belong.doors.web.shared.pictures.markup import element, percent


@dataclass(frozen=True, slots=True)
class Bar:
    """`shown` is the amount as it is read; `href` its evidence; `share` of a bar that is marked, from 0 to 1."""

    label: str
    value: float
    shown: str
    href: str = ""
    share: float | None = None


def bars(title: str, rows: Sequence[Bar]) -> SafeString:
    """A list whose texts are real texts; the bars only show what they say."""
    most = max((row.value for row in rows), default=0)
    return element("ol", *(_row(row, most) for row in rows), class_="bars", aria_label=title)


def _row(row: Bar, most: float) -> SafeString:
    name = element("a", row.label, href=row.href) if row.href else row.label
    width = row.value / most if most > 0 else 0.0
    marked = [] if row.share is None else [_rect(width * row.share, "bars-marked")]
    return element(
        "li",
        element("span", name, class_="bars-label"),
        element("svg", _rect(width, "bars-bar"), *marked, class_="bars-track", aria_hidden="true"),
        element("b", row.shown, class_="bars-value"),
    )


def _rect(width: float, kind: str) -> SafeString:
    return element("rect", width=percent(width), height="100%", class_=kind)

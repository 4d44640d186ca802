"""The week as 7 x 24 cells. On a wide page a day is a line; on a phone a day is a column, by the style sheet alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from belong.doors.web.shared.pictures.markup import element, together

HOURS, DAYS = 24, 7


@dataclass(frozen=True, slots=True)
class Cell:
    """`shown` is the value and `under` a second one below it; `says` all of it in words; `tint` 0 (empty) to 5."""

    shown: str
    says: str
    tint: int
    under: str = ""
    href: str = ""


def cells(title: str, days: Sequence[tuple[str, str]], of: Sequence[Cell]) -> SafeString:
    """`days` are the names of the weekdays, in full and short; `of` the 168 cells, the first day's hours first."""
    if len(days) != DAYS or len(of) != DAYS * HOURS:
        raise ValueError("a week has 7 days of 24 hours")
    hours = (element("span", f"{hour:02}", class_="cells-hour") for hour in range(HOURS))
    rows = (_day(names, of[number * HOURS : (number + 1) * HOURS]) for number, names in enumerate(days))
    return element(
        "div", element("span", class_="cells-corner"), *hours, *rows, class_="cells", role="group", aria_label=title
    )


def _day(names: tuple[str, str], of: Sequence[Cell]) -> SafeString:
    full, short = names
    return together([element("abbr", short, class_="cells-day", title=full), *(_cell(cell) for cell in of)])


def _cell(cell: Cell) -> SafeString:
    kind = f"tint-{cell.tint}"
    inside = [element("b", cell.shown)] + ([element("small", cell.under)] if cell.under else [])
    if cell.href:
        return element("a", *inside, href=cell.href, class_=kind, title=cell.says)
    return element("span", *inside, class_=kind, title=cell.says)

"""Days and times as tables write them. Which of two numbers is the month, the whole column says; it is not guessed."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from belong.doors.imports.fields import Unreadable, shown
from belong.doors.imports.tables.sheet import Cell, text_of
from belong.ground.kernel.public import now, organisation_zone, told_lazy
from belong.ground.kernel.public import told as _

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_WITH_ZONE = re.compile(r"T\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$")
_SERIAL = re.compile(r"[1-9]\d{4}(\.\d+)?")
"""A day by its number: five digits, from 1927 on, since fewer may be a year."""

FIRST_YEAR = 1900
FROM_1900 = date(1899, 12, 30)
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
DAY_FIRST, MONTH_FIRST = "day first", "month first"
MIXED = told_lazy(
    "%(name)s can be read in two ways, because days and months stand in both orders in its column: %(what)s"
)
UNTOLD = told_lazy(
    "%(name)s can be read in two ways, because nothing in its column says which number is the month: %(what)s"
)


class Order:
    """Learns from a column's values in which order day and month stand, and whether its plain numbers are days.

    `epoch`: the day before day 1 of a workbook's numbers. In a text, five digits are a day among days only.
    """

    def __init__(self, epoch: date | None = None) -> None:
        self._day_first = self._month_first = self._dots = self._days = 0
        self._epoch = epoch
        self.zone = organisation_zone()  # asked for once: a column may have a million days

    @property
    def epoch(self) -> date | None:
        """From where numbers count as days; None where a number is no day."""
        return self._epoch or (FROM_1900 if self._days else None)

    def look(self, cell: Cell) -> None:
        self._days += not isinstance(cell, str) or _ISO.match(cell.strip()) is not None
        if isinstance(cell, str) and (found := _NUMBERS.match(cell.strip())):
            first, second = int(found[1]), int(found[3])
            self._days += 1
            self._dots += found[2] == "."
            self._day_first += first > 12 >= second
            self._month_first += second > 12 >= first

    @property
    def found(self) -> str | None:
        """None where the column does not say: all its days could be months."""
        if self._day_first and self._month_first:
            return None
        if self._month_first:
            return MONTH_FIRST
        return DAY_FIRST if self._day_first or self._dots else None

    @property
    def is_mixed(self) -> bool:
        return bool(self._day_first and self._month_first)


def orders_of(columns: Iterable[int], rows: Iterable[Sequence[Cell]], epoch: date | None = None) -> dict[int, Order]:
    """The order of each of these columns, from all rows."""
    orders = {column: Order(epoch) for column in columns}
    for row in rows:
        for column, order in orders.items():
            if column < len(row):
                order.look(row[column])
    return orders


def moment_of(cell: Cell, name: str, order: Order, clock: str = "") -> datetime:
    """The instant that a cell names, in UTC; a day without a time begins at midnight where the organisation is."""
    if isinstance(cell, datetime):
        written = text_of(cell.date() if cell.time() == time.min else cell)
        return _settled(cell.replace(tzinfo=cell.tzinfo or order.zone), name, written)
    if isinstance(cell, date):
        return _settled(datetime.combine(cell, _clock(clock, name), order.zone), name, text_of(cell))
    text = text_of(cell)
    if _WITH_ZONE.search(text):
        return _settled(_from_iso(text, name), name, text)
    if order.epoch is not None and _SERIAL.fullmatch(text):
        passed = timedelta(seconds=round(float(text) * 86_400))
        found = datetime.combine(order.epoch, _clock(clock, name), order.zone) + passed
        return _settled(found, name, text)
    day, rest = _day(text, name, order)
    return _settled(datetime.combine(day, _clock(rest or clock, name), order.zone), name, text)


def _from_iso(text: str, name: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(_("%(name)s is no date: %(what)s") % {"name": name, "what": shown(text)}) from None


def _day(text: str, name: str, order: Order) -> tuple[date, str]:
    if found := _ISO.match(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _NUMBERS.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if year < 100:
            raise Unreadable(_("%(name)s has a year of two digits: %(what)s") % {"name": name, "what": shown(text)})
        known = order.found
        if known is None and first != second:
            raise Unreadable((MIXED if order.is_mixed else UNTOLD) % {"name": name, "what": shown(text)})
        day, month = (second, first) if known == MONTH_FIRST else (first, second)
    else:
        raise Unreadable(_("%(name)s is no date: %(what)s") % {"name": name, "what": shown(text)})
    try:
        return date(year, month, day), text[found.end() :].strip(" ,T")
    except ValueError:
        raise Unreadable(
            _("%(name)s is no day of the calendar: %(what)s") % {"name": name, "what": shown(text)}
        ) from None


def _clock(text: str, name: str) -> time:
    if not text:
        return time.min
    found = _CLOCK.match(text)
    if found is None:
        raise Unreadable(
            _("%(name)s has no time of day that can be read: %(what)s") % {"name": name, "what": shown(text)}
        )
    hour = int(found[1])
    if half := (found[4] or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        raise Unreadable(
            _("%(name)s has no time of day that can be read: %(what)s") % {"name": name, "what": shown(text)}
        ) from None


def _settled(found: datetime, name: str, text: str) -> datetime:
    """In UTC, and neither before 1900 nor in the future. Whatever is wrong is told as it was written."""
    try:
        settled = found.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        raise Unreadable(_("%(name)s is no date: %(what)s") % {"name": name, "what": shown(text)}) from None
    if settled > now():
        raise Unreadable(_("%(name)s is in the future: %(what)s") % {"name": name, "what": shown(text)})
    if settled.year < FIRST_YEAR:
        raise Unreadable(
            _("%(name)s is before %(year)s: %(what)s") % {"name": name, "year": FIRST_YEAR, "what": shown(text)}
        )
    return settled

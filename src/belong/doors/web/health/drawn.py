"""The figures of a period as pictures, each with the rows of the table that says the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from belong.doors.web.health.figures import KINDS
from belong.doors.web.shared.addresses import with_query
from belong.doors.web.shared.environment import number
from belong.doors.web.shared.pictures.bars import Bar, bars
from belong.doors.web.shared.pictures.cells import Cell, cells
from belong.doors.web.shared.pictures.columns import Column, columns
from belong.doors.web.shared.pictures.line import Point, line
from belong.doors.web.shared.pictures.scales import ticks, time_ticks, tints
from belong.doors.web.shared.times import duration
from belong.insight.impact.public import Hour, Kind, Month

Value = str | tuple[str, str]
"""A cell of a table: what it says, or that and the address of its evidence."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and the same as a table: the heads of its columns and its rows."""

    drawn: SafeString
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    further: tuple[str, str] | None = None
    """Where the rest of the table is, and what leads there."""

    def newest(self, count: int, href: str) -> "Picture":
        """With the first `count` rows of the table, and the way to all of them."""
        if len(self.rows) <= count:
            return self
        return replace(self, rows=self.rows[:count], further=(href, gettext("Every month")))


def lively(months: Sequence[Month]) -> Sequence[Month]:
    """The months up to the last in which anything happened: years of silence after it would only be white paper."""
    last = max((place for place, month in enumerate(months) if not month.empty), default=-1)
    return months[: last + 1]


def _begun(months: Sequence[Month], amount: Callable[[Month], float | None]) -> Sequence[Month]:
    """The months from the first on in which there was something of it: what was before would be white paper, too."""
    first = next((place for place, month in enumerate(months) if amount(month)), len(months))
    return months[first:]


def asked(months: Sequence[Month], period: dict[str, str]) -> Picture:
    months = _begun(months, lambda month: month.questions)
    made = [
        Column(
            value=month.questions,
            part=month.answered,
            says=gettext("%(month)s: %(asked)s questions, %(answered)s with an answer")
            % {"month": said(month.month), "asked": number(month.questions), "answered": number(month.answered)},
            name=_tick(months, month),
        )
        for month in months
    ]
    title = gettext("Questions by month, and how many of them have an answer")
    return Picture(
        columns("asked", title, _range(made, months), made, say=_count),
        [gettext("Month"), gettext("Questions"), gettext("With an answer"), gettext("Share")],
        [
            [
                said(month.month),
                _opened("questions", month.questions, period, month.month),
                _opened("answered", month.answered, period, month.month),
                share(month.answered, month.questions),
            ]
            for month in reversed(months)
        ],
    )


def waits(months: Sequence[Month], period: dict[str, str]) -> Picture:
    months = _begun(months, lambda month: month.median_seconds)
    points = [
        _point(months, month, month.median_seconds, duration(month.median_seconds), gettext("half within"))
        for month in months
    ]
    title = gettext("Median wait for the first answer, by the month in which it was asked")
    return _line("waits", title, points, months, "median_seconds_to_first_answer", period, time_ticks, short_wait)


def active(months: Sequence[Month], period: dict[str, str]) -> Picture:
    months = _begun(months, lambda month: month.active_people)
    points = [_point(months, month, month.active_people, number(month.active_people), "") for month in months]
    title = gettext("People who were active, by month")
    return _line("active", title, points, months, "active_people", period, ticks, _count)


def contributed(months: Sequence[Month], period: dict[str, str]) -> Picture:
    months = _begun(months, lambda month: month.contributions)
    points = [_point(months, month, month.contributions, number(month.contributions), "") for month in months]
    title = gettext("Contributions by month")
    return _line("contributed", title, points, months, "contributions", period, ticks, _count)


def newcomers(months: Sequence[Month], period: dict[str, str]) -> Picture:
    months = _begun(months, lambda month: month.joined)
    made = [
        Column(
            value=month.joined,
            part=month.joined_again,
            says=_newcomers_said(month),
            name=_tick(months, month),
            open=month.newcomers_open,
        )
        for month in months
    ]
    title = gettext("People who joined by month, and how many of them took part again within 90 days")
    return Picture(
        columns("newcomers", title, _range(made, months), made, say=_count),
        [gettext("Month of joining"), gettext("Joined"), gettext("Took part again"), gettext("Share")],
        [
            [
                said(month.month),
                _opened("joined", month.joined, period, month.month),
                _opened("joined_again", month.joined_again, period, month.month),
                gettext("not over yet") if month.newcomers_open else share(month.joined_again, month.joined),
            ]
            for month in reversed(months)
        ],
    )


def kinds(found: Sequence[Kind], period: dict[str, str]) -> Picture:
    named = [(str(KINDS.get(kind.word, kind.word)), kind) for kind in found]
    rows = [
        Bar(name, kind.number, number(kind.number), with_query("/health/contributions/list", kind=kind.word, **period))
        for name, kind in named
    ]
    return Picture(
        bars(gettext("Contributions by kind"), rows),
        [gettext("Kind"), gettext("Contributions")],
        [[row.label, (row.shown, row.href)] for row in rows],
    )


def week(found: Sequence[Hour], period: dict[str, str], *, by_wait: bool = False) -> Picture:
    tinted = tints([hour.median_seconds if by_wait else hour.asked for hour in found])
    made = [
        Cell(
            shown=number(hour.asked) if hour.asked else "",
            says=_hour_said(place, hour),
            tint=tinted[place],
            under=short_wait(hour.median_seconds),
            href=with_query("/health/asked_by_hour_of_week", hour=place, **period) if hour.asked else "",
        )
        for place, hour in enumerate(found)
    ]
    days = [(str(WEEKDAYS[day]), str(WEEKDAYS_ABBR[day])) for day in range(7)]
    return Picture(
        cells(gettext("Questions by hour of the week"), days, made),
        [gettext("Hour"), *(short for _, short in days)],
        [[f"{hour:02}", *(_hour_cell(found[24 * day + hour]) for day in range(7))] for hour in range(24)],
    )


def said(month: date) -> str:
    """A month in full: "March 2016"."""
    return f"{MONTHS[month.month]} {month.year}"


def hour_said(place: int) -> str:
    """An hour of the week in full: "Tuesday 14 to 15"."""
    hour = place % 24
    return gettext("%(day)s %(from)02d to %(to)02d") % {"day": WEEKDAYS[place // 24], "from": hour, "to": hour + 1}


def share(part: int, whole: int) -> str:
    """A part of a whole: "62 %"; a dash of nothing."""
    return f"{round(100 * part / whole)}\N{NO-BREAK SPACE}%" if whole else "–"


def _line(
    key: str,
    title: str,
    points: Sequence[Point],
    months: Sequence[Month],
    figure: str,
    period: dict[str, str],
    at: Callable[[float], Sequence[float]],
    say: Callable[[float], str],
) -> Picture:
    return Picture(
        line(key, title, _range(points, months), points, say=say, at=at),
        [gettext("Month"), title],
        [
            [
                said(month.month),
                (point.shown, with_query(f"/health/{_place(figure)}", month=month.month.isoformat()[:7], **period))
                if point.value
                else point.shown,
            ]
            for month, point in zip(reversed(months), reversed(points), strict=True)
        ],
    )


def _point(months: Sequence[Month], month: Month, value: float | None, shown: str, before: str) -> Point:
    words = f"{before} {shown}".strip()
    return Point(value, shown, f"{said(month.month)}: {words}", _tick(months, month), month.open)


def _opened(figure: str, value: int, period: dict[str, str], month: date) -> Value:
    if not value:
        return "0"
    return number(value), with_query(f"/health/{_place(figure)}", month=month.isoformat()[:7], **period)


def _place(figure: str) -> str:
    """Contributions have a page of their own, and their list an address below it."""
    return "contributions/list" if figure == "contributions" else figure


def _tick(months: Sequence[Month], month: Month) -> str:
    """Below the months stand the years; where there are few, the months themselves."""
    if len(months) <= 18:
        return str(MONTHS_3[month.month.month]).title() + (f" {month.month.year}" if month.month.month == 1 else "")
    return str(month.month.year) if month.month.month == 1 else ""


def _range(of: Sequence[Column | Point], months: Sequence[Month]) -> str:
    if not months:
        return gettext("There is nothing to show.")
    highest = max(of, key=lambda one: one.value or 0)
    return gettext("From %(first)s to %(last)s. The highest: %(highest)s.") % {
        "first": said(months[0].month),
        "last": said(months[-1].month),
        "highest": highest.says,
    }


def _newcomers_said(month: Month) -> str:
    says = gettext("%(month)s: %(joined)s joined, %(again)s took part again") % {
        "month": said(month.month),
        "joined": number(month.joined),
        "again": number(month.joined_again),
    }
    return f"{says} ({gettext('their 90 days are not over')})" if month.newcomers_open else says


def _hour_said(place: int, hour: Hour) -> str:
    if not hour.asked:
        return gettext("%(hour)s: nobody asked") % {"hour": hour_said(place)}
    asked = ngettext("%(count)s question", "%(count)s questions", hour.asked) % {"count": number(hour.asked)}
    wait = (
        gettext("half within %(wait)s") % {"wait": duration(hour.median_seconds)}
        if hour.median_seconds is not None
        else gettext("none has an answer")
    )
    return f"{hour_said(place)}: {asked}, {wait}"


def _hour_cell(hour: Hour) -> str:
    if not hour.asked:
        return "0"
    return f"{number(hour.asked)} ({duration(hour.median_seconds)})" if hour.answered else number(hour.asked)


def short_wait(seconds: float | None) -> str:
    """A wait in its largest unit alone, to fit into a cell: what rounds to a whole hour is one, not 60 minutes."""
    if seconds is None:
        return ""
    units = (86400, 3600, gettext("%(n)d d")), (3600, 60, gettext("%(n)d h")), (60, 1, gettext("%(n)d m"))
    for unit, smaller, name in units:
        if seconds >= unit - smaller / 2:
            return name % {"n": round(seconds / unit)}
    return gettext("%(n)d s") % {"n": int(seconds)}


def _count(value: float) -> str:
    return number(int(value))

"""Periods, and what of them the sums of months and days tell."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from belong.ground.kernel.public import day_of, end_of_day, now, organisation_zone, start_of_day
from belong.insight.impact.rules import AGAIN, MONTH, YEAR, Period, before, month_start, next_month

EVER = "-infinity"
TICK = timedelta(microseconds=1)

LATER = """
select coalesce((select max(occurred_at) from impact_act) >= %(end)s, false)
    or coalesce((select max(joined_at) from impact_person) >= %(end)s, false)
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is told of a period, and what statements name.

    `kept`: nothing is known from after its end, so that what is known by now is what was known then. `daily`: days
    tell all of it, up to its end.
    """

    period: Period
    kept: bool
    daily: bool
    named: dict[str, Any]

    @property
    def ever(self) -> bool:
        """Whether it is all there is."""
        return self.kept and self.period.start is None

    @property
    def since_a_month(self) -> bool:
        """Whether it is all there is since a month began."""
        return self.kept and self.named["first_month"] == self.named["first"]


def period(from_: date | None = None, to: date | None = None) -> Period:
    """From the start of the day `from_` (None: the beginning) to the end of the day `to` (None: now)."""
    return Period(
        start_of_day(from_) if from_ is not None else None,
        end_of_day(to) if to is not None else now(),
    )


def bounds(asked: Period, month: date | None = None) -> Bounds:
    """What the statements of impact name.

    `until` ends what happened: with the `month`, or the period. Days from `first` to `last` (not itself) are wholly in
    it, after them comes the rest since `rest_at`. Months from `first_month` to `last_month` (not itself) are wholly in
    it, and what was known by the end of the period is known by that of `known_month`, but for what came after it.
    """
    kept = _is_kept(asked)
    start, until = asked.start, asked.end
    if month is not None:
        begins = start_of_day(month_start(month))
        start = max(start, begins) if start is not None else begins
        until = min(until, start_of_day(next_month(month)))
    known = _over(asked.end, kept=kept)
    last = known if until == asked.end else day_of(until)
    first = day_of(start) if start is not None else date.min
    first_month = first if first == month_start(first) else next_month(first)
    settled = day_of(before(asked.end, AGAIN))
    named = {
        "start": start if start is not None else EVER,
        "until": until,
        "end": asked.end,
        "first": first,
        "last": last,
        "rest_at": start_of_day(last),
        "first_month": first_month,
        "first_month_at": start_of_day(first_month) if start is not None else EVER,
        "last_month": month_start(last),
        "last_month_at": start_of_day(month_start(last)),
        "known_month": month_start(known),
        "known_month_at": start_of_day(month_start(known)),
        "settled": settled,
        "settled_at": start_of_day(settled),
        "month": before(asked.end, MONTH),
        "year": before(asked.end, YEAR),
        "again": AGAIN,
        "tick": TICK,
        "zone": organisation_zone().key,
    }
    return Bounds(asked, kept, kept or asked.end == start_of_day(last), named)


def _over(end: datetime, *, kept: bool) -> date:
    """The first day that is not over at the end; where nothing is known from after it, that of the next month."""
    return next_month(day_of(end)) if kept else day_of(end)


def _is_kept(asked: Period) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(LATER, {"end": asked.end})
        return not cursor.fetchone()[0]

"""Dates as people say them, with the exact one on hover.

A page says twenty of them, most for the first time: what belongs to the day is cached, the rest is put together.
"""

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from django.utils.dates import MONTHS
from django.utils.html import escape
from django.utils.translation import gettext
from markupsafe import Markup

from belong.doors.web.shared.here import here
from belong.ground.kernel.public import organisation_zone


def time_element(at: datetime) -> Markup:
    """`<time>` for an instant: "today at 14:05", "3 June", "3 June 2016"; machine-readable and exact as well."""
    return _element(at, *here())


@lru_cache(maxsize=16384)
def _element(at: datetime, language: str, today: date, zone: tzinfo) -> Markup:
    """Whatever zone `at` was given in, equal instants are equal, and said alike in `zone`."""
    local = at.astimezone(zone)
    said, full = _words(local.date(), today, language)
    clock = f"{local.hour:02}:{local.minute:02}"
    return Markup(  # noqa: S704 - numbers, and words that are escaped
        f'<time datetime="{local.isoformat()}" title="{full}, {clock}">{said.replace("%(clock)s", clock)}</time>'
    )


def day_text(day: date) -> str:
    """A day in full: "3 June 2016"."""
    return gettext("%(day)d %(month)s %(year)d") % {"day": day.day, "month": MONTHS[day.month], "year": day.year}


def exact(at: datetime) -> str:
    """An instant in full, in the organisation's time zone: "3 June 2016, 14:05"."""
    local = at.astimezone(organisation_zone())
    return f"{day_text(local.date())}, {local:%H:%M}"


def duration(seconds: float | None) -> str:
    """A wait as people say it, in its two largest units, none of which is nothing: "6 h 34 min", "2 d"; a dash where
    there was none."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days and not hours:
        return gettext("%(n)d d") % {"n": days}
    if days:
        return gettext("%(days)d d %(hours)d h") % {"days": days, "hours": hours}
    if hours and not minutes:
        return gettext("%(n)d h") % {"n": hours}
    if hours:
        return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    if minutes:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    return gettext("%(seconds)d s") % {"seconds": rest}


@lru_cache(maxsize=8192)
def _words(day: date, today: date, language: str) -> tuple[str, str]:
    """How a day is said from today, `%(clock)s` standing where the time of day belongs, and in full; both escaped."""
    if day == today:
        said = gettext("today at %(clock)s")
    elif day == today - timedelta(days=1):
        said = gettext("yesterday at %(clock)s")
    elif day.year == today.year:
        said = gettext("%(day)d %(month)s") % {"day": day.day, "month": MONTHS[day.month]}
    else:
        said = day_text(day)
    return escape(said), escape(day_text(day))

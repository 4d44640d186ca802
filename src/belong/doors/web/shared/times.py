"""Dates as people say them, with the exact one on hover. Cached: a page of twenty posts says some dates many times."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from belong.ground.kernel.public import now, organisation_zone


def time_element(at: datetime) -> SafeString:
    """`<time>` for an instant: "today at 14:05", "3 June", "3 June 2016"; machine-readable and exact as well."""
    return _element(at, now().astimezone(organisation_zone()).date(), get_language() or "")


def day_text(day: date) -> str:
    """A day in full: "3 June 2016"."""
    return _day(day, get_language() or "")


def exact(at: datetime) -> str:
    """An instant in full, in the organisation's time zone: "3 June 2016, 14:05"."""
    here = at.astimezone(organisation_zone())
    return f"{day_text(here.date())}, {here:%H:%M}"


def duration(seconds: float | None) -> str:
    """A wait as people say it, in its two largest units: "6 h 34 min"; a dash where there was none."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return gettext("%(days)d d %(hours)d h") % {"days": days, "hours": hours}
    if hours:
        return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    if minutes:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    return gettext("%(seconds)d s") % {"seconds": rest}


@lru_cache(maxsize=4096)
def _element(at: datetime, today: date, language: str) -> SafeString:
    here = at.astimezone(organisation_zone())
    day = here.date()
    clock = f"{here:%H:%M}"
    if day == today:
        said = gettext("today at %(clock)s") % {"clock": clock}
    elif day == today - timedelta(days=1):
        said = gettext("yesterday at %(clock)s") % {"clock": clock}
    elif day.year == today.year:
        said = f"{day.day} {MONTHS[day.month]}"
    else:
        said = _day(day, language)
    return format_html('<time datetime="{}" title="{}">{}</time>', here.isoformat(), exact(at), said)


@lru_cache(maxsize=4096)
def _day(day: date, language: str) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"

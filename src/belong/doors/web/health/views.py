"""Health as a story: a sentence, its picture, its table, what it means, and the list behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from belong.doors.web.health import drawn
from belong.doors.web.health.figures import BY_HOUR, COUNTS, KINDS, MEANS, WAITS
from belong.doors.web.shared.addresses import with_query
from belong.doors.web.shared.days import PeriodForm, offered_day
from belong.doors.web.shared.environment import number
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, page
from belong.doors.web.shared.times import duration
from belong.ground.kernel.public import NotFound, day_of, now
from belong.ground.ledger.public import being_made_anew
from belong.insight.impact import public as impact

A_YEAR = 12
"""So many months a table of the overview has; every month has its own page."""

MONTH_OF_YEAR = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """The period that a page is asked for; `begin` and `end` are None where the form is wrong, too."""

    form: PeriodForm
    begin: date | None
    end: date | None
    ok: bool

    def context(self, path: str) -> dict[str, object]:
        return {
            "form": self.form,
            "ok": self.ok,
            "period": self.form.query,
            "path": path,
            "section": "health",
            "means": MEANS,
            "periods": self._offers(path),
            "offered": offered_day() if self.ok and self.end is None else None,
            "anew": _anew(),
        }

    def _offers(self, path: str) -> list[tuple[str, str, bool]]:
        """All, a year, 30 days: each up to the same end. The year is of whole months."""
        last = self.end or day_of(now())
        year = date(last.year - (last.month < 12), last.month % 12 + 1, 1)
        offers = [
            (gettext("From the beginning"), None),
            (gettext("12 months"), year),
            (gettext("30 days"), last - timedelta(days=29)),
        ]
        return [
            (with_query(path, **{"from": begin, "to": self.end}), says, begin == self.begin) for says, begin in offers
        ]


def _anew() -> bool:
    return "impact" in being_made_anew()


def _asked(request: Request) -> Asked:
    form = PeriodForm(request.GET)
    ok = form.is_valid()
    return Asked(form, form.cleaned_data.get("from") if ok else None, form.cleaned_data.get("to") if ok else None, ok)


def _answer(request: Request, asked: Asked, template: str, context: dict[str, object]) -> HttpResponse:
    path = request.path
    return page(request, template, {**asked.context(path), **context}, status=200 if asked.ok else 422)


@hosts_only
@require_safe
def moved(request: Request) -> HttpResponse:
    return HttpResponsePermanentRedirect(with_query("/health", **request.GET.dict()))


@hosts_only
@require_safe
def health(request: Request) -> HttpResponse:
    asked = _asked(request)
    if not asked.ok:
        return _answer(request, asked, "health/health.jinja", {})
    period, query = (asked.begin, asked.end), asked.form.query
    months = drawn.lively(impact.months(request.actor, *period))
    week = impact.week(request.actor, *period)
    every_month = with_query("/health/months", **query)
    return _answer(
        request,
        asked,
        "health/health.jinja",
        {
            "health": impact.health(request.actor, *period),
            "joined": sum(month.joined for month in months),
            "again": sum(month.joined_again for month in months),
            "waits": drawn.waits(months, query).newest(A_YEAR, every_month),
            "asked": drawn.asked(months, query).newest(A_YEAR, every_month),
            "active": drawn.active(months, query).newest(A_YEAR, every_month),
            "newcomers": drawn.newcomers(months, query).newest(A_YEAR, every_month),
            "contributed": drawn.contributed(months, query).newest(A_YEAR, every_month),
            "week": drawn.week(week, query),
            **_busiest(week),
        },
    )


@hosts_only
@require_safe
def newcomers(request: Request) -> HttpResponse:
    asked = _asked(request)
    months: Sequence[impact.Month] = ()
    if asked.ok:
        months = drawn.lively(impact.months(request.actor, asked.begin, asked.end))
    closed = [month for month in months if not month.newcomers_open]
    return _answer(
        request,
        asked,
        "health/newcomers.jinja",
        {
            "joined": sum(month.joined for month in months),
            "again": sum(month.joined_again for month in months),
            "share": drawn.share(sum(month.joined_again for month in closed), sum(month.joined for month in closed)),
            "still": sum(month.joined for month in months if month.newcomers_open),
            "newcomers": drawn.newcomers(months, asked.form.query),
        },
    )


@hosts_only
@require_safe
def week(request: Request) -> HttpResponse:
    asked = _asked(request)
    if not asked.ok:
        return _answer(request, asked, "health/week.jinja", {})
    by_wait = request.GET.get("tint") == "wait"
    found = impact.week(request.actor, asked.begin, asked.end)
    query = asked.form.query
    return _answer(
        request,
        asked,
        "health/week.jinja",
        {
            "week": drawn.week(found, query, by_wait=by_wait),
            "by_wait": by_wait,
            "tinted": [
                (with_query("/health/week", **query), gettext("By how many ask"), not by_wait),
                (with_query("/health/week", tint="wait", **query), gettext("By how long they wait"), by_wait),
            ],
            **_busiest(found),
        },
    )


@hosts_only
@require_safe
def contributions(request: Request) -> HttpResponse:
    asked = _asked(request)
    if not asked.ok:
        return _answer(request, asked, "health/contributions.jinja", {})
    found = impact.contributions(request.actor, asked.begin, asked.end)
    months = drawn.lively(impact.months(request.actor, asked.begin, asked.end))
    return _answer(
        request,
        asked,
        "health/contributions.jinja",
        {
            "made": sum(kind.number for kind in found),
            "kinds": drawn.kinds(found, asked.form.query),
            "contributed": drawn.contributed(months, asked.form.query),
        },
    )


@hosts_only
@require_safe
def months(request: Request) -> HttpResponse:
    asked = _asked(request)
    if not asked.ok:
        return _answer(request, asked, "health/months.jinja", {})
    found, query = drawn.lively(impact.months(request.actor, asked.begin, asked.end)), asked.form.query
    return _answer(
        request,
        asked,
        "health/months.jinja",
        {
            "pictures": [
                (gettext("Questions, and those with an answer"), "answered", drawn.asked(found, query)),
                (gettext("The wait for a first answer"), "median_seconds_to_first_answer", drawn.waits(found, query)),
                (gettext("People who were active"), "active_people", drawn.active(found, query)),
                (gettext("Contributions"), "contributions", drawn.contributed(found, query)),
                (gettext("People who joined, and took part again"), "joined_again", drawn.newcomers(found, query)),
            ],
        },
    )


@hosts_only
@require_safe
def evidence(request: Request, figure: str) -> HttpResponse:
    """The list behind a figure, narrowed to a month, an hour of the week, a kind of contribution."""
    asked = _asked(request)
    if figure not in COUNTS | WAITS:
        raise NotFound
    if not asked.ok:
        return _answer(request, asked, "health/period.jinja", {"says": (COUNTS | WAITS)[figure]})
    hour, month, kind = _hour(request, figure), _month(request), request.GET.get("kind")
    if kind is not None and kind not in KINDS:
        raise NotFound
    found = impact.figure_list(
        request.actor,
        figure,
        asked.begin,
        asked.end,
        hour=hour,
        month=month,
        kind=kind,
        cursor=request.GET.get("after") or None,
    )
    narrowed = {name: value for name in ("hour", "month", "kind") if (value := request.GET.get(name)) is not None}
    says, value = (COUNTS | WAITS)[figure], number(found.total or 0)
    if figure in WAITS and not narrowed:
        value = duration(impact.waited(request.actor, figure, asked.begin, asked.end))
    return page(
        request,
        "health/evidence.jinja",
        {
            "anew": _anew(),
            "says": says,
            "value": value,
            "means": MEANS.get(figure, ""),
            "narrowed": _narrowed(hour, month, kind),
            "page": found,
            "period": asked.form.query,
            "query": {**asked.form.query, **narrowed},
            "path": request.path,
            "section": "health",
        },
    )


def _busiest(week: Sequence[impact.Hour]) -> dict[str, object]:
    most = max(range(len(week)), key=lambda place: week[place].asked)
    return {
        "silent": sum(not hour.asked for hour in week),
        "most": week[most].asked,
        "most_hour": most,
        "most_said": drawn.hour_said(most),
    }


def _hour(request: Request, figure: str) -> int | None:
    text = request.GET.get("hour")
    if text is None:
        return None
    if figure not in BY_HOUR or not (text.isascii() and text.isdecimal()) or len(text) > 3:
        raise NotFound
    return int(text)


def _month(request: Request) -> date | None:
    text = request.GET.get("month")
    if text is None:
        return None
    if not MONTH_OF_YEAR.fullmatch(text):
        raise NotFound
    return date.fromisoformat(f"{text}-01")


def _narrowed(hour: int | None, month: date | None, kind: str | None) -> str:
    said = [
        drawn.hour_said(hour) if hour is not None else "",
        drawn.said(month) if month else "",
        str(KINDS[kind]) if kind else "",
    ]
    return ", ".join(words for words in said if words)

"""Health: the figures of a period, and the list behind each."""

from django.http import HttpResponse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from belong.doors.web.shared.days import PeriodForm
from belong.doors.web.shared.environment import number
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, page
from belong.doors.web.shared.times import duration
from belong.ground.kernel.public import NotFound
from belong.insight.impact import public as impact

COUNTS = {
    "people": _("People known to us"),
    "active_people_30": _("People who were active in the last 30 days"),
    "active_people_365": _("People who were active in the last 365 days"),
    "absence_factor": _("People who gave half of all contributions"),
    "questions": _("Questions that were asked"),
    "answered": _("Questions with an answer"),
    "unanswered": _("Questions that wait for an answer"),
    "accepted": _("Questions with an accepted answer"),
    "answers": _("Answers that were given"),
    "replies": _("Replies that were written"),
    "asked_by_hour_of_week": _("Questions that were asked at this hour of the week"),
}
WAITS = {
    "median_seconds_to_first_answer": _("Half of the answered questions had their first answer within"),
    "p90_seconds_to_first_answer": _("Nine of ten answered questions had their first answer within"),
    "median_seconds_to_first_response": _("Half of the questions had a first answer or reply within"),
}


@hosts_only
@require_safe
def health(request: Request) -> HttpResponse:
    form = PeriodForm(request.GET)
    context: dict[str, object] = {"form": form, "section": "health", "health": None}
    if form.is_valid():
        figures = impact.health(request.actor, form.cleaned_data["from"], form.cleaned_data["to"])
        asked = figures.asked_by_hour_of_week
        most = max(asked)
        context |= {
            "health": figures,
            "period": form.query,
            "most": most,
            "weekdays": [(WEEKDAYS[day], WEEKDAYS_ABBR[day]) for day in range(7)],
            "hours": [
                [(asked[day * 24 + hour], _heat(asked[day * 24 + hour], most), day * 24 + hour) for hour in range(24)]
                for day in range(7)
            ],
        }
    return page(request, "health/health.jinja", context, status=200 if form.is_valid() else 422)


@hosts_only
@require_safe
def evidence(request: Request, figure: str) -> HttpResponse:
    form = PeriodForm(request.GET)
    if not form.is_valid() or figure not in COUNTS | WAITS:
        raise NotFound
    begin, end = form.cleaned_data["from"], form.cleaned_data["to"]
    hour = _hour(request.GET.get("hour"), figure)
    found = impact.figure_list(request.actor, figure, begin, end, hour=hour, cursor=request.GET.get("after"))
    if figure in WAITS:
        says, value = WAITS[figure], duration(getattr(impact.health(request.actor, begin, end), figure))
    else:
        says, value = COUNTS[figure], number(found.total or 0)
    return page(
        request,
        "health/evidence.jinja",
        {
            "says": says,
            "value": value,
            "page": found,
            "period": form.query,
            "query": {**form.query, **({"hour": str(hour)} if hour is not None else {})},
            "path": f"/health/{figure}",
            "section": "health",
        },
    )


def _hour(text: str | None, figure: str) -> int | None:
    if text is None:
        return None
    if figure != "asked_by_hour_of_week" or not text.isdecimal() or len(text) > 3:
        raise NotFound
    return int(text)


def _heat(asked: int, most: int) -> int:
    """0 where nobody asked, else 1 to 5 by the part of the busiest hour."""
    return -(-5 * asked // most) if asked else 0

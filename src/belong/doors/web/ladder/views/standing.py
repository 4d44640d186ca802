"""The ladder as a stair with people on it, and who stands on a step."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from belong.doors.web.ladder.views.common import STAIR, shown
from belong.doors.web.shared.addresses import with_query
from belong.doors.web.shared.days import looked_at
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request
from belong.ground.kernel.public import NotFound
from belong.ground.segments.public import measures
from belong.insight.journey import public as journey

FACES = 6


@hosts_only
@require_safe
def ladder(request: Request) -> HttpResponse:
    day = looked_at(request)
    figures = journey.ladder_figures(request.actor, day.day, faces=FACES)
    leaving = journey.descents(request.actor) if day.day is None else []
    return shown(
        request,
        "ladder/ladder.jinja",
        STAIR,
        {"figures": figures, "leaving": leaving, "contributions": _contributions()},
        day,
    )


def _contributions() -> str:
    """What counts as a contribution, in words: the sentences of the steps only say the word."""
    helped = next(card for card in measures() if card.name == "helped")
    said = [str(says) for field in helped.fields if field.name == "kinds" for _word, says in field.among]
    return _("What somebody did for others: %(deeds)s.") % {"deeds": ", ".join(said)}


@hosts_only
@require_safe
def moved(request: Request) -> HttpResponse:
    return HttpResponsePermanentRedirect(with_query("/ladder", **{key: request.GET[key] for key in request.GET}))


@hosts_only
@require_safe
def stage(request: Request, key: str) -> HttpResponse:
    day = looked_at(request)
    figures = journey.current_ladder() if day.day is None else journey.ladder_figures(request.actor, day.day).ladder
    step = figures.stage(key)
    if step is None:
        raise NotFound
    found = journey.people_at_stage(request.actor, key, day.day, cursor=request.GET.get("after"))
    return shown(request, "ladder/stage.jinja", STAIR, {"stage": step, "page": found}, day)


@hosts_only
@require_safe
def stage_moved(request: Request, key: str) -> HttpResponse:
    """Where the list of a step was before it had a place of its own."""
    if journey.current_ladder().stage(key) is None and all(each.stage(key) is None for each in journey.ladders()):
        raise NotFound
    return HttpResponsePermanentRedirect(
        with_query(f"/ladder/steps/{key}", **{name: request.GET[name] for name in request.GET})
    )

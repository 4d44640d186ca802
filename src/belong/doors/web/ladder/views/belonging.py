"""Belonging beside the ladder: how many are customers, members, builders, and who."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from belong.doors.web.ladder.views.common import BELONGING, shown
from belong.doors.web.shared.days import looked_at
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request
from belong.ground.kernel.public import NotFound
from belong.insight.journey import public as journey


@hosts_only
@require_safe
def belonging(request: Request) -> HttpResponse:
    day = looked_at(request)
    figures = journey.belonging_figures(request.actor, day.day)
    named = [(one.state.name, "number") for one in figures.states]
    return shown(request, "ladder/belonging.jinja", BELONGING, {"figures": figures, "named": named}, day)


@hosts_only
@require_safe
def state(request: Request, key: str) -> HttpResponse:
    day = looked_at(request)
    card = next((state for state in journey.state_cards() if state.key == key), None)
    if card is None:
        raise NotFound
    found = journey.people_in_state(request.actor, key, day.day, cursor=request.GET.get("after"))
    return shown(request, "ladder/state.jinja", BELONGING, {"state": card, "page": found}, day)

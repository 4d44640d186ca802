"""The ladder, who stands where, and why."""

from bisect import bisect_right
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from belong.doors.web.shared import addresses
from belong.doors.web.shared.days import AsOfForm
from belong.doors.web.shared.facts import deeds
from belong.doors.web.shared.guards import hosts_only, members_only
from belong.doors.web.shared.http import Request, page
from belong.ground.kernel.public import NotFound, decode_cursor, end_of_day, page_of
from belong.ground.ledger.public import facts
from belong.ground.people import public as people
from belong.insight.journey import public as journey

FACTS_A_PAGE = 50


@hosts_only
@require_safe
def ladder(request: Request) -> HttpResponse:
    form = AsOfForm(request.GET)
    day = form.cleaned_data["as_of"] if form.is_valid() else None
    return page(
        request,
        "ladder/ladder.jinja",
        {
            "figures": journey.ladder_figures(request.actor, day),
            "as_of": request.GET.get("as_of", ""),
            "wrong": " ".join(str(says) for says in form.errors.get("as_of", ())),
            "section": "ladder",
        },
        status=200 if form.is_valid() else 422,
    )


@hosts_only
@require_safe
def stage(request: Request, key: str) -> HttpResponse:
    day = _day(request)
    figures = journey.ladder_figures(request.actor, day)
    step = figures.ladder.stage(key)
    if step is None:
        raise NotFound
    return page(
        request,
        "ladder/stage.jinja",
        {
            "stage": step,
            "at": figures.as_of,
            "page": journey.people_at_stage(request.actor, key, day, cursor=request.GET.get("after")),
            "as_of": request.GET.get("as_of", ""),
            "section": "ladder",
        },
    )


@members_only
@require_safe
def person(request: Request, uid: UUID) -> HttpResponse:
    """Why somebody stands where they stand: for hosts, and for the person."""
    card = people.person(request.actor, uid).card
    if not (request.actor.is_host or request.actor.person == card.id):
        raise NotFound
    day = _day(request)
    shown = journey.explain_person(request.actor, card.id, end_of_day(day) if day else None)
    context: dict[str, object] = {
        "shown": shown,
        "path": f"{addresses.person(card.uid)}/ladder",
        "as_of": request.GET.get("as_of", ""),
        "section": "ladder" if request.actor.is_host else "",
    }
    if place := request.GET.get("clause"):
        return _facts(request, shown, place, context)
    return page(request, "ladder/person.jinja", {**context, "stays": journey.history_of(request.actor, card.id)})


def _facts(request: Request, shown: journey.PersonExplained, place: str, context: dict[str, object]) -> HttpResponse:
    """What one clause counted, a page at a time, in the order of recording."""
    clause = _clause(shown, place)
    after = request.GET.get("after")
    numbers = sorted(clause.facts)
    start = 0 if after is None else bisect_right(numbers, decode_cursor(after, [int])[0])
    some = page_of(facts(numbers[start : start + FACTS_A_PAGE + 1]), FACTS_A_PAGE, lambda fact: (fact.id,))
    return page(
        request,
        "ladder/facts.jinja",
        {
            **context,
            "clause": clause,
            "page": some,
            "query": {"as_of": request.GET.get("as_of", ""), "clause": place},
            "deeds": deeds(request.actor, some.items, whole=request.actor.person == shown.person.id),
        },
    )


def _clause(shown: journey.PersonExplained, place: str) -> journey.ClauseCard:
    """The clause at a place such as `associate.0.1`: a stage and the way down its criterion."""
    key, *way = place.split(".")
    found = next((reason.clause for reason in shown.reasons if reason.stage.key == key), None)
    for step in way:
        inside = found.clauses if found is not None else ()
        found = inside[int(step)] if step.isdecimal() and len(step) < 4 and int(step) < len(inside) else None
    if found is None:
        raise NotFound
    return found


def _day(request: Request) -> date | None:
    form = AsOfForm(request.GET)
    if not form.is_valid():
        raise NotFound
    day: date | None = form.cleaned_data["as_of"]
    return day

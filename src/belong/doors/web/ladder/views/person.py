"""Why somebody stands where they stand: for hosts, and for the person."""

from bisect import bisect_right
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from belong.doors.web.shared import addresses
from belong.doors.web.shared.days import looked_at
from belong.doors.web.shared.facts import deeds
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, page
from belong.ground.kernel.public import NotFound, decode_cursor, end_of_day, page_of
from belong.ground.ledger.public import facts
from belong.ground.people import public as people
from belong.insight.journey import public as journey

FACTS_A_PAGE = 50
BELONGS = "_belonging"
"""The first part of a clause's place where it is belonging's and not a stage's."""


@members_only
@require_safe
def person(request: Request, uid: UUID) -> HttpResponse:
    card = people.person(request.actor, uid).card
    if not (request.actor.is_host or request.actor.person == card.id):
        raise NotFound
    day = looked_at(request)
    shown = journey.explain_person(request.actor, card.id, end_of_day(day.day) if day.day else None)
    belongs = journey.belonging_of(request.actor, card.id, day.day)
    context: dict[str, object] = {
        "shown": shown,
        "belongs": belongs,
        "own": request.actor.person == card.id,
        "path": f"{addresses.person(card.uid)}/ladder",
        "day_of_page": day,
        "as_of": day.query,
        "section": "ladder" if request.actor.is_host else "",
    }
    if place := request.GET.get("clause"):
        return _facts(request, shown, belongs, place, context)
    context["stays"] = journey.history_of(request.actor, card.id)
    return page(request, "ladder/person.jinja", context, status=day.status)


def _facts(
    request: Request,
    shown: journey.PersonExplained,
    belongs: journey.BelongingCard,
    place: str,
    context: dict[str, object],
) -> HttpResponse:
    """What one clause counted, a page at a time, in the order of recording."""
    clause = _clause(shown, belongs, place)
    after = request.GET.get("after")
    numbers = sorted(clause.facts)
    start = bisect_right(numbers, decode_cursor(after, [int])[0]) if after else 0
    some = page_of(facts(numbers[start : start + FACTS_A_PAGE + 1]), FACTS_A_PAGE, lambda fact: (fact.id,))
    return page(
        request,
        "ladder/facts.jinja",
        {
            **context,
            "clause": clause,
            "page": some,
            "query": {"as_of": context["as_of"], "clause": place},
            "deeds": deeds(request.actor, some.items, whole=request.actor.person == shown.person.id),
        },
    )


def _clause(shown: journey.PersonExplained, belongs: journey.BelongingCard, place: str) -> journey.ClauseCard:
    """The clause at a place such as `associate.0.1`: a stage and the way down its criterion; or `_belonging.member`."""
    key, *way = place.split(".")
    if key == BELONGS and way:
        key, *way = way
        found = next((clause for state, clause in belongs.reasons if state.key == key), None)
    else:
        found = next((reason.clause for reason in shown.reasons if reason.stage.key == key), None)
    for step in way:
        inside = found.clauses if found is not None else ()
        found = inside[int(step)] if step.isdecimal() and len(step) < 4 and int(step) < len(inside) else None
    if found is None:
        raise NotFound
    return found

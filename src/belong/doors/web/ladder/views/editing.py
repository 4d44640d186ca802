"""The ladder itself: changed in a form as sentences, tried on everybody, and then chosen."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from belong.doors.web.ladder.drafts import (
    DEPTH,
    LABELS,
    MOST_CLAUSES,
    MOST_STAGES,
    Clause,
    Draft,
    Group,
    Step,
    draft_from,
    draft_of,
)
from belong.doors.web.ladder.views.common import EDIT, STAIR, shown
from belong.doors.web.shared.days import LookedAt, looked_at, offered_day
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, done
from belong.ground.kernel.public import Invalid, NotFound
from belong.ground.segments.public import measures
from belong.insight.journey import public as journey

SORTS = ("up", "down", "placed")


@hosts_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    """The form, begun with the ladder in force, a preset or a former ladder. Nothing is kept until one is chosen."""
    if request.method != "POST":
        return _form(request, _begun(request))
    draft = draft_from(request.POST)
    act, _colon, more = request.POST.get("act", "show").partition(":")
    if act == "choose":
        return _choose(request, draft)
    if act in ("try", "today"):
        return _tried(request, draft, more, None, today=act == "today")
    if act == "next":
        return _tried(request, draft, request.POST.get("sort", ""), more)
    changing = CHANGES.get(act)
    if changing is not None:
        _change(draft, changing, more)
    return _form(request, draft, day=looked_at(request, request.POST))


def _begun(request: Request) -> Draft:
    if preset := request.GET.get("preset"):
        found = next((each for each in journey.presets() if each.key == preset), None)
        if found is None:
            raise NotFound
        return draft_of(found.key, found.name, found.descend, found.stages)
    card = journey.current_ladder()
    if former := request.GET.get("former"):
        known = next((each for each in journey.ladders() if str(each.id) == former), None)
        if known is None:
            raise NotFound
        card = known
    stages = [{"key": stage.key, "name": stage.name, "criterion": dict(stage.criterion)} for stage in card.stages]
    return draft_of(card.key, card.name, card.descend, stages)


def _form(
    request: Request,
    draft: Draft,
    trial: journey.TrialCard | None = None,
    sort: str = "",
    wrong: str = "",
    day: LookedAt | None = None,
) -> HttpResponse:
    status = 422 if draft.is_wrong or wrong or (day is not None and day.wrong) else 200
    former = journey.ladders()
    return shown(
        request,
        "ladder/edit.jinja",
        EDIT,
        {
            "draft": draft,
            "measures": measures(),
            "trial": trial,
            "sort": sort,
            "choosing_wrong": wrong,
            "reason": request.POST.get("reason", ""),
            "seen": bool(request.POST.get("seen")),
            "trial_day": day or LookedAt(None, offered=offered_day()),
            "problems": _problems(draft, wrong, day),
            "presets": journey.presets(),
            "former": list(reversed(former[:-1])),
            "in_force": former[-1],
            "room": len(draft.steps) < MOST_STAGES,
            "deepest": DEPTH,
            "labels": LABELS,
        },
        status=status,
    )


def _problems(draft: Draft, wrong: str, day: LookedAt | None) -> list[tuple[str, str]]:
    """All that is wrong, to be summed up on top: the id of the field, and what it is."""
    of_day = [("as_of", day.wrong)] if day is not None and day.wrong else []
    of_choosing = [("reason", wrong)] if wrong else []
    return [*of_choosing, *of_day, *draft.problems()]


def _tried(
    request: Request, draft: Draft, sort: str, cursor: str | None, wrong: str = "", *, today: bool = False
) -> HttpResponse:
    """Tried as of the end of a day, where one was given. Whoever chooses has looked at today."""
    if sort and sort not in SORTS:
        raise NotFound
    day = looked_at(request, {} if today or wrong else request.POST)
    if day.wrong:
        return _form(request, draft, day=day)
    try:
        trial = journey.try_ladder(
            actor=request.actor, **draft.ladder(), sort=sort or None, as_of=day.day, cursor=cursor
        )
    except Invalid as found:
        draft.blame(found.errors)
        return _form(request, draft, day=day)
    return _form(request, draft, trial, sort, wrong, day)


def _choose(request: Request, draft: Draft) -> HttpResponse:
    """The way back is the former ladder, which the page keeps offering."""
    reason = request.POST.get("reason", "")
    if not request.POST.get("seen") or not reason.strip():
        says = _("Say why, and that you have seen who moves. Nothing was chosen, and nothing was lost.")
        return _tried(request, draft, request.POST.get("sort", ""), None, says)
    before = journey.current_ladder()
    try:
        chosen = journey.choose_ladder(actor=request.actor, **draft.ladder(), reason=reason)
    except Invalid as found:
        draft.blame(found.errors)
        return _form(request, draft)
    says = _("“%(name)s” is in force from now on. To go back, choose “%(before)s” under the former ladders.")
    return done(request, STAIR, says % {"name": chosen.name, "before": before.name})


Place = tuple[int, ...]
"""Where something stands: the step, the clause in it, the clause in that."""


def _inside(draft: Draft, place: Place) -> Step | Group | None:
    """The step or the combination at a place."""
    found: Step | Group | Clause | None = draft.steps[place[0]]
    for number in place[1:]:
        inside = found.clauses if isinstance(found, Step | Group) else []
        found = inside[number] if number < len(inside) else None
    return found if isinstance(found, Step | Group) else None


def _first() -> Clause:
    return Clause(typed={"at_least": "1"})


def _add(draft: Draft, place: Place) -> None:
    here = _inside(draft, place)
    if here is not None and len(here.clauses) < MOST_CLAUSES:
        here.clauses.append(_first())


def _combine(draft: Draft, place: Place) -> None:
    """A combination of two, of the other kind than what it stands in."""
    here = _inside(draft, place)
    if here is not None and len(here.clauses) < MOST_CLAUSES and len(place) < DEPTH:
        here.clauses.append(Group("all" if here.join == "any" else "any", clauses=[_first(), _first()]))


def _remove(draft: Draft, place: Place) -> None:
    here = _inside(draft, place[:-1]) if len(place) > 1 else None
    if here is not None and place[-1] < len(here.clauses):
        del here.clauses[place[-1]]


def _drop(draft: Draft, place: Place) -> None:
    del draft.steps[place[0]]


def _raise(draft: Draft, place: Place) -> None:
    draft.steps.insert(min(place[0] + 1, len(draft.steps) - 1), draft.steps.pop(place[0]))


def _lower(draft: Draft, place: Place) -> None:
    draft.steps.insert(max(place[0] - 1, 0), draft.steps.pop(place[0]))


def _new(draft: Draft, place: Place) -> None:
    if len(draft.steps) < MOST_STAGES:
        draft.steps.append(Step(clauses=[_first()]))


CHANGES: dict[str, Callable[[Draft, Place], None]] = {
    "add": _add,
    "combine": _combine,
    "remove": _remove,
    "drop": _drop,
    "higher": _raise,
    "lower": _lower,
    "new": _new,
}


def _change(draft: Draft, changing: Callable[[Draft, Place], None], where: str) -> None:
    """One change at a place such as `2.1`; a place that is not there changes nothing."""
    parts = where.split(".")
    place = tuple(int(each) if each.isascii() and each.isdigit() and len(each) < 4 else 0 for each in parts)
    if changing is _new or (place[0] < len(draft.steps) and len(place) <= DEPTH + 1):
        changing(draft, place)

"""The ladder itself: changed in a form as sentences, tried on everybody, and then chosen."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from belong.doors.web.ladder.drafts import MOST_CLAUSES, MOST_STAGES, Clause, Draft, Step, draft_from, draft_of
from belong.doors.web.ladder.views.common import EDIT, STAIR, shown
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
    if act == "try":
        return _tried(request, draft, more, None)
    if act == "next":
        return _tried(request, draft, request.POST.get("sort", ""), more)
    changing = CHANGES.get(act)
    if changing is not None:
        _change(draft, changing, more)
    return _form(request, draft)


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
    request: Request, draft: Draft, trial: journey.TrialCard | None = None, sort: str = "", wrong: str = ""
) -> HttpResponse:
    status = 422 if draft.is_wrong or wrong else 200
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
            "presets": journey.presets(),
            "former": list(reversed(former[:-1])),
            "in_force": former[-1],
            "room": len(draft.steps) < MOST_STAGES,
            "most_clauses": MOST_CLAUSES,
        },
        status=status,
    )


def _tried(request: Request, draft: Draft, sort: str, cursor: str | None, wrong: str = "") -> HttpResponse:
    if sort and sort not in SORTS:
        raise NotFound
    try:
        trial = journey.try_ladder(actor=request.actor, **draft.ladder(), sort=sort or None, cursor=cursor)
    except Invalid as found:
        draft.blame(found.errors)
        return _form(request, draft)
    return _form(request, draft, trial, sort, wrong)


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


def _add(draft: Draft, step: int, clause: int) -> None:
    if len(draft.steps[step].clauses) < MOST_CLAUSES:
        draft.steps[step].clauses.append(Clause(typed={"at_least": "1"}))


def _remove(draft: Draft, step: int, clause: int) -> None:
    del draft.steps[step].clauses[clause]


def _drop(draft: Draft, step: int, clause: int) -> None:
    del draft.steps[step]


def _raise(draft: Draft, step: int, clause: int) -> None:
    draft.steps.insert(min(step + 1, len(draft.steps) - 1), draft.steps.pop(step))


def _lower(draft: Draft, step: int, clause: int) -> None:
    draft.steps.insert(max(step - 1, 0), draft.steps.pop(step))


def _new(draft: Draft, step: int, clause: int) -> None:
    if len(draft.steps) < MOST_STAGES:
        draft.steps.append(Step(clauses=[Clause(typed={"at_least": "1"})]))


CHANGES: dict[str, Callable[[Draft, int, int], None]] = {
    "add": _add,
    "remove": _remove,
    "drop": _drop,
    "higher": _raise,
    "lower": _lower,
    "new": _new,
}


def _change(draft: Draft, changing: Callable[[Draft, int, int], None], where: str) -> None:
    """One change at a place such as `2.1`; a place that is not there changes nothing."""
    step, _dot, clause = where.partition(".")
    places = [int(each) if each.isascii() and each.isdigit() and len(each) < 4 else 0 for each in (step, clause)]
    if changing is not _new and places[0] >= len(draft.steps):
        return
    if changing is _remove and places[1] >= len(draft.steps[places[0]].clauses):
        return
    changing(draft, places[0], places[1])

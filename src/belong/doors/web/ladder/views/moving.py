"""Who goes from step to step, how long that takes, who stays and who is nearly there."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from belong.doors.web.ladder.views.common import FLOWS, MOVES, NEAR, STAIR, TIMES, shown
from belong.doors.web.shared.addresses import with_query
from belong.doors.web.shared.days import PeriodForm, looked_at, offered_day
from belong.doors.web.shared.environment import number
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request
from belong.doors.web.shared.pictures.bands import Band, End, bands
from belong.doors.web.shared.times import day_text
from belong.ground.kernel.public import NotFound, day_of, now
from belong.insight.journey import public as journey

SORTS = ("up", "down", "start", "ladder", "override", "override_end")


@hosts_only
@require_safe
def flows(request: Request) -> HttpResponse:
    """A quarter: how many went from which step to which; with `from` and `to`, who they are."""
    text = request.GET.get("quarter", "")
    today = day_of(now())
    quarter = journey.Quarter.read(text) if text else journey.Quarter.of(offered_day() or today)
    says = ""
    if quarter is None:
        says = _("Give a quarter as year-number, for instance 2016-2.")
    elif quarter.first_day > today:
        says = _("This quarter has not come yet. Choose the present one or an earlier one.")
    if says or quarter is None:
        context: dict[str, object] = {"wrong": says, "text": text, "flows": None, "earlier": None, "later": None}
        return shown(request, "ladder/flows.jinja", FLOWS, context, status=422)
    if "from" in request.GET or "to" in request.GET:
        return _flowed(request, quarter)
    found = journey.flows(request.actor, quarter)
    following = quarter.step(1)
    return shown(
        request,
        "ladder/flows.jinja",
        FLOWS,
        {
            "flows": found,
            "picture": _picture(found),
            "rows": [(flow, _flow_address(quarter, flow)) for flow in found.flows],
            "earlier": quarter.step(-1) if quarter.year > 1900 else None,
            "later": following if following.first_day <= today else None,
            "text": str(quarter),
            "wrong": "",
            "told": _told(found),
            "chosen": [
                ladder
                for ladder in journey.ladders()
                if ladder.from_at and quarter.begins < ladder.from_at <= found.until
            ],
        },
    )


def _flow_address(quarter: journey.Quarter, flow: journey.FlowCard) -> str:
    # both names always stand in the address: the empty one is "off the ladder"
    return f"{FLOWS}?quarter={quarter}&from={flow.before}&to={flow.stage}"


def _picture(found: journey.FlowFigures) -> str:
    """The steps at both sides, the highest first; newcomers and leavers stand below."""
    steps = list(reversed(found.ladder.stages))
    known = {step.key for step in steps}
    moved = [flow for flow in found.flows if {flow.before or "-", flow.stage or "-"} <= known | {"-"}]
    if not moved:
        return ""
    left = [End(step.key, step.name, found.at_start.get(step.key, 0)) for step in steps]
    right = [End(step.key, step.name, found.at_end.get(step.key, 0)) for step in steps]
    new = sum(flow.people for flow in moved if not flow.before)
    gone = sum(flow.people for flow in moved if not flow.stage)
    if new:
        left.append(End("-", _("New here"), new))
    if gone:
        right.append(End("-", _("Left"), gone))
    kinds = {"up": "up", "down": "down"}
    drawn = [
        Band(
            flow.before or "-",
            flow.stage or "-",
            flow.people,
            _says(flow),
            _flow_address(found.quarter, flow),
            kinds.get(flow.direction, "stay"),
        )
        for flow in moved
    ]
    return bands(
        "flows",
        _("Who went from step to step"),
        _("Bands between the steps at the start and at the end of the quarter, as wide as people went that way."),
        left,
        right,
        drawn,
    )


def _told(found: journey.FlowFigures) -> str:
    said = {
        "start": day_text(found.quarter.first_day),
        "end": day_text(found.quarter.step(1).first_day - timedelta(days=1)),
        "up": number(found.people("up")),
        "down": number(found.people("down")),
        "new": number(found.newcomers),
    }
    if found.until < found.quarter.ends:
        return _("From %(start)s until now: %(up)s up, %(down)s down, %(new)s new.") % said
    return _("From %(start)s to %(end)s: %(up)s up, %(down)s down, %(new)s new.") % said


def _says(flow: journey.FlowCard) -> str:
    said = {"people": number(flow.people), "before": flow.before_name, "after": flow.name}
    if not flow.before:
        return ngettext("%(people)s came to %(after)s", "%(people)s came to %(after)s", flow.people) % said
    if not flow.stage:
        return ngettext("%(people)s left %(before)s", "%(people)s left %(before)s", flow.people) % said
    return (
        ngettext(
            "%(people)s went from %(before)s to %(after)s", "%(people)s went from %(before)s to %(after)s", flow.people
        )
        % said
    )


def _flowed(request: Request, quarter: journey.Quarter) -> HttpResponse:
    before, after = request.GET.get("from", ""), request.GET.get("to", "")
    found = journey.flowed(request.actor, quarter, before, after, cursor=request.GET.get("after"))
    names = {stage.key: stage.name for ladder in journey.ladders() for stage in ladder.stages}
    return shown(
        request,
        "ladder/flowed.jinja",
        FLOWS,
        {
            "quarter": quarter,
            "before": names.get(before, ""),
            "stage": names.get(after, ""),
            "page": found,
            "query": {"quarter": str(quarter), "from": before, "to": after},
        },
    )


@hosts_only
@require_safe
def times(request: Request) -> HttpResponse:
    day = looked_at(request)
    return shown(request, "ladder/times.jinja", TIMES, {"lengths": journey.stage_lengths(request.actor, day.day)}, day)


@hosts_only
@require_safe
def stuck(request: Request, key: str) -> HttpResponse:
    day = looked_at(request)
    found = journey.stuck(request.actor, key, day.day, cursor=request.GET.get("after"))
    step = _step(key)
    return shown(request, "ladder/stuck.jinja", TIMES, {"page": found, "key": key, "step": step}, day)


@hosts_only
@require_safe
def leaving(request: Request) -> HttpResponse:
    """Who keeps a step only until a quarter ends."""
    found = journey.descending(request.actor, cursor=request.GET.get("after"))
    return shown(request, "ladder/leaving.jinja", STAIR, {"page": found})


@hosts_only
@require_safe
def near(request: Request) -> HttpResponse:
    day = looked_at(request)
    return shown(request, "ladder/near.jinja", NEAR, {"figures": journey.near_figures(request.actor, day.day)}, day)


@hosts_only
@require_safe
def near_list(request: Request, key: str) -> HttpResponse:
    day = looked_at(request)
    found = journey.near(request.actor, key, day.day, cursor=request.GET.get("after"))
    return shown(request, "ladder/near_list.jinja", NEAR, {"page": found, "key": key, "step": _step(key)}, day)


def _step(key: str) -> str:
    """The name of a step in the latest ladder that has it."""
    return next((stage.name for ladder in reversed(journey.ladders()) if (stage := ladder.stage(key))), key)


@hosts_only
@require_safe
def moves(request: Request) -> HttpResponse:
    """Who came to another step, in a period and of one sort where asked."""
    form = PeriodForm(request.GET)
    sort = request.GET.get("move", "")
    if sort and sort not in SORTS:
        raise NotFound
    context: dict[str, object] = {"form": form, "sort": sort, "sorts": _sorts(form, sort), "page": None}
    if form.is_valid():
        context["page"] = journey.moves_in(
            request.actor,
            form.cleaned_data["from"],
            form.cleaned_data["to"],
            move=sort or None,
            cursor=request.GET.get("after"),
        )
        context["query"] = {**form.query, "move": sort}
        context["sorts"] = _sorts(form, sort)
    return shown(request, "ladder/moves.jinja", MOVES, context, status=200 if form.is_valid() else 422)


def _sorts(form: PeriodForm, here: str) -> list[tuple[str, str, bool]]:
    period = form.query if form.is_valid() else {}
    sorts = [("", _("All")), ("up", _("Up")), ("down", _("Down")), ("start", _("New on the ladder"))]
    return [(with_query(MOVES, move=sort, **period), says, sort == here) for sort, says in sorts]

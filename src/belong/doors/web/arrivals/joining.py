"""Asking to be let in, and the hosts who read the answers."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.arrivals.forms import CodeForm, DecideForm, JoinForm
from belong.doors.web.shared import addresses
from belong.doors.web.shared.arriving import keep_way
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import for_everybody, form_view, hosts_only
from belong.doors.web.shared.http import Request, SeeOther, done, page, place
from belong.doors.web.shared.pace import pause, too_fast
from belong.ground.arrivals import public as arrivals
from belong.ground.kernel.public import APPROVAL, NotFound, community, uuid7

MOST = 20


@for_everybody
@form_view
def join(request: Request) -> HttpResponse:
    """Where members are let in: name, address, answers. Elsewhere the page of signing up says how it is done."""
    here = community()
    if request.actor.is_member:
        return SeeOther("/")
    if here.joining != APPROVAL:
        return SeeOther("/sign-up")
    if sent(request) and too_fast(request, "join", most=MOST):
        return pause(request)
    form = JoinForm(here.questions, request.POST) if sent(request) else _fresh(here.questions)
    if form.is_valid():
        uid = attempt(
            form,
            lambda: arrivals.ask_to_join(
                name=form.cleaned_data["name"],
                address=form.cleaned_data["address"],
                answers=form.answers,
                request_key=form.cleaned_data["request_key"],
                language=get_language() or "",
            ),
        )
        if uid is not None:
            return SeeOther(f"/join/{uid}")
    return page(request, "arrivals/join.jinja", {"form": form}, status=422 if form.is_bound else 200)


def _fresh(questions: tuple[str, ...]) -> JoinForm:
    return JoinForm(questions, initial={"request_key": uuid7()})


@for_everybody
@form_view
def code(request: Request, uid: UUID) -> HttpResponse:
    """Where the code from the mail is typed; the link in the mail brings it along, and only a button uses it."""
    asking = arrivals.is_asking(uid)
    if asking is None:
        return page(request, "arrivals/gone.jinja", {"what": "request"}, status=410)
    if not asking:
        return page(request, "arrivals/join_waits.jinja", {})
    form = CodeForm(request.POST) if sent(request) else CodeForm(initial={"code": request.GET.get("code", "")[:20]})
    if form.is_valid():
        attempt(form, lambda: arrivals.prove_request(uid=uid, code=form.cleaned_data["code"]))
        if form.is_valid():
            return SeeOther(f"/join/{uid}")
    return page(request, "arrivals/join_code.jinja", {"form": form}, status=422 if form.is_bound else 200)


@hosts_only
@require_safe
def queue(request: Request) -> HttpResponse:
    return _queue(request)


def _queue(request: Request, wrong: tuple[UUID, DecideForm] | None = None) -> HttpResponse:
    show = request.GET.get("show", "")
    if show not in ("", "decided"):
        raise NotFound
    found = arrivals.requests(request.actor, decided=bool(show), cursor=place(request))
    tabs = [("/joining", _("Waiting"), not show), ("/joining?show=decided", _("Decided lately"), bool(show))]
    forms = {card.uid: DecideForm(prefix=None, auto_id=f"id_%s_{card.uid}") for card in found.items}
    if wrong is not None:
        forms[wrong[0]] = wrong[1]
    return page(
        request,
        "arrivals/queue.jinja",
        {
            "page": found,
            "show": show,
            "tabs": tabs,
            "forms": forms,
            "wrong": wrong[1] if wrong is not None else None,
            "approval": community().joining == APPROVAL,
            "query": {"show": show} if show else {},
            "section": "people",
        },
        status=422 if wrong is not None else 200,
    )


@require_POST
@hosts_only
def decide(request: Request, uid: UUID) -> HttpResponse:
    form = DecideForm(request.POST, auto_id=f"id_%s_{uid}")
    if form.is_valid():
        granted = form.cleaned_data["decision"] == "yes"
        attempt(
            form,
            lambda: arrivals.decide_request(
                actor=request.actor, uid=uid, granted=granted, words=form.cleaned_data["words"]
            ),
        )
        if form.is_valid():
            says = _("They are let in: a mail tells them how to come.") if granted else _("A mail tells them so.")
            return done(request, "/joining", says)
    return _queue(request, (uid, form))


@for_everybody
@form_view
def come_in(request: Request, token: str) -> HttpResponse:
    """What the mail of a host's yes opens: on to choosing how to sign in."""
    try:
        way = arrivals.granted_request(token)
    except NotFound:
        return page(request, "arrivals/gone.jinja", {"what": "yes"}, status=410)
    if sent(request) and not request.actor.is_member:
        keep_way(request, way)
        return SeeOther(addresses.with_query("/sign-up"))
    return page(request, "arrivals/come_in.jinja", {"way": way})

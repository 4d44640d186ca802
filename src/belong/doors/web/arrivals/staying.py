"""Staying in touch: an address, a mail, a yes; and leaving again."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from belong.doors.web.arrivals.forms import LeaveForm, StayForm
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import for_everybody, form_view
from belong.doors.web.shared.http import Request, SeeOther, done, page
from belong.doors.web.shared.pace import pause, too_fast
from belong.doors.web.shared.permitted import purpose_said
from belong.doors.web.shared.staying import permission_sentence
from belong.ground.arrivals import public as arrivals
from belong.ground.kernel.public import NotFound
from belong.ground.people.public import person_of_uid
from belong.reach.gate import public as gate
from belong.reach.notifications import public as notifications

MOST = 20


@csrf_exempt  # the form stands on pages that are the same for everybody; a mail that asks is all that follows from it
@for_everybody
@form_view
def stay(request: Request) -> HttpResponse:
    """The same answer whether the address is known or not."""
    form = StayForm(permission_sentence(), request.POST if sent(request) else None)
    if sent(request) and too_fast(request, "stay", most=MOST):
        return pause(request)
    if form.is_valid():
        attempt(
            form,
            lambda: arrivals.ask_to_stay_in_touch(
                address=form.cleaned_data["address"], sentence=permission_sentence(), language=get_language() or ""
            ),
        )
        if form.is_valid():
            return SeeOther("/stay-in-touch/sent")
    return page(request, "arrivals/stay.jinja", {"form": form}, status=422 if form.is_bound else 200)


@for_everybody
@require_safe
def sent_out(request: Request) -> HttpResponse:
    return page(request, "arrivals/stay_sent.jinja", {})


@for_everybody
@form_view
def answer(request: Request, token: str) -> HttpResponse:
    """What the link in the mail opens: only a button says yes, so that no program that reads mails does."""
    if not arrivals.is_wish(token):
        return page(request, "arrivals/gone.jinja", {"what": "wish"}, status=410)
    if sent(request):
        try:
            if request.POST.get("answer") == "no":
                arrivals.not_me(token=token)
                return done(request, "/", _("Nothing is kept of this address."))
            if request.POST.get("answer") == "yes":
                arrivals.stay_in_touch(token=token)
                return done(request, "/", _("Thank you. We write to you from now on; each mail says how to end it."))
        except NotFound:
            return page(request, "arrivals/gone.jinja", {"what": "wish"}, status=410)
    return page(
        request,
        "arrivals/stay_answer.jinja",
        {"sentence": permission_sentence()},
        status=422 if sent(request) else 200,
    )


@for_everybody
@form_view
def leave_by_mail(request: Request) -> HttpResponse:
    """For whoever has no mail of ours at hand. The same answer whether we write to the address or not."""
    form = LeaveForm(request.POST if sent(request) else None)
    if sent(request) and too_fast(request, "leave", most=MOST):
        return pause(request)
    if form.is_valid():
        attempt(
            form,
            lambda: arrivals.ask_to_leave(address=form.cleaned_data["address"], language=get_language() or ""),
        )
        if form.is_valid():
            return done(request, "/stay-in-touch/leave", _("If we write to this address, a link is on its way there."))
    return page(request, "arrivals/leave_wanted.jinja", {"form": form}, status=422 if form.is_bound else 200)


@csrf_exempt  # the signed link is the proof: programs of mail send it too, and bring no session and no token
@for_everybody
@form_view
def leave(request: Request, person: UUID, channel: str, purpose: str, signed: str) -> HttpResponse:
    """The signed link of a mail: a button ends it, without signing in; or a program of mail does (RFC 8058): the kind
    that the mail is of, since its reader pressed a button beside that one mail. Looking at it then offers the rest.

    Looking at it changes nothing. A link that we never made, or to somebody who was erased, is answered alike.
    """
    if not arrivals.is_leaving_link(person, channel, purpose, signed) or person_of_uid(person) is None:
        raise NotFound
    kind = request.GET.get("kind", "")
    kind = kind if gate.is_of(kind, purpose) else ""
    if request.POST.get("List-Unsubscribe") == "One-Click":
        if kind:
            gate.end_kind(person=person, purpose=purpose, signed=signed, kind=kind)
        else:
            arrivals.leave(person=person, channel=channel, purpose=purpose, signed=signed)
        return HttpResponse("Done.\n", content_type="text/plain")
    if kind and request.POST.get("end") == "kind":
        gate.end_kind(person=person, purpose=purpose, signed=signed, kind=kind)
        return done(request, "/", _("Done. Mails of this kind do not come to you any more."))
    if request.POST.get("end") == "purpose":
        arrivals.leave(person=person, channel=channel, purpose=purpose, signed=signed)
        return done(request, "/", _("Done. We do not write to you any more. You are welcome back at any time."))
    return page(
        request,
        "arrivals/leave.jinja",
        {
            "kind": notifications.kind_title(kind) if kind else "",
            "is_over": bool(kind) and gate.is_over(person, kind),
            "purpose": purpose_said(purpose),
        },
        status=422 if sent(request) else 200,
    )

"""Mails to me: which kinds come, one button each, with the history."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, done, page
from belong.doors.web.shared.permitted import ON_MAILS, purpose_said
from belong.ground.kernel.public import NotFound
from belong.ground.settings.public import mails_a_day
from belong.reach.gate import public as gate
from belong.reach.notifications import public as notifications

MAILS = "/me/mails"

HOWS = {
    "page": gettext_lazy("on this page"),
    "link": gettext_lazy("by the link in a mail"),
    "rest": gettext_lazy("because you turned on another one alone"),
}


@members_only
@require_safe
def mails(request: Request) -> HttpResponse:
    offered = notifications.my_mails(request.actor)
    purposes = dict.fromkeys(one.stands.purpose for one in offered)
    return page(
        request,
        "mine/mails.jinja",
        {
            "purposes": [
                (purpose_said(purpose), [one for one in offered if one.stands.purpose == purpose])
                for purpose in purposes
            ],
            "history": notifications.my_mail_history(request.actor),
            "hows": HOWS,
            "a_day": mails_a_day(),
        },
    )


@require_POST
@members_only
def chosen(request: Request) -> HttpResponse:
    act = request.POST.get("act", "")
    if act not in {"on", "off"}:
        raise NotFound
    gate.choose_mail(actor=request.actor, kind=request.POST.get("kind", ""), wanted=act == "on", proof=ON_MAILS)
    says = _("From now on these mails come to you.") if act == "on" else _("These mails do not come to you any more.")
    return done(request, MAILS, says)

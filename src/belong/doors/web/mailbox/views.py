"""The mails of the house: what waits, what left, what could not, and why. In the demo everybody reads their own."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.mailbox.words import ACTS, STATES, TABS, reason
from belong.doors.web.shared import addresses
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, SeeOther, done, page, place
from belong.ground.kernel.public import NotFound, community, way_out
from belong.reach.notifications import public as notifications

AS_SENT = "sandbox allow-top-navigation allow-popups; default-src 'none'; style-src 'unsafe-inline'"
"""A mail brings its own style and nothing else: no script, no picture, no part of the site that shows it."""


@require_safe
def mailbox(request: Request) -> HttpResponse:
    show = request.GET.get("show", "")
    if show and show not in notifications.STATES:
        raise NotFound
    found = notifications.mailbox(request.actor, show, place(request))
    counts = notifications.mailbox_counts(request.actor) if request.actor.is_host else {}
    return page(
        request,
        "mailbox/mailbox.jinja",
        {
            "page": found,
            "show": show,
            "tabs": [(_path(key), words, key == show, counts.get(key)) for key, words in TABS.items()],
            "states": STATES,
            "reason": reason,
            "leaves": way_out() is not None,
            "demo": settings.DEMO,
            "sender": community().sender,
        },
    )


def _path(show: str) -> str:
    return addresses.with_query("/mailbox", show=show or None)


@require_safe
def mail(request: Request, uid: UUID) -> HttpResponse:
    return page(
        request,
        "mailbox/mail.jinja",
        {
            "detail": notifications.mail(request.actor, uid),
            "states": STATES,
            "reason": reason,
            "acts": ACTS,
            "demo": settings.DEMO,
        },
    )


@require_safe
def as_sent(request: Request, uid: UUID) -> HttpResponse:
    """The HTML of a mail as its reader's program gets it."""
    letter = notifications.mail(request.actor, uid).letter
    if letter is None or not letter.html:
        raise NotFound
    answer = HttpResponse(letter.html)
    answer["Content-Security-Policy"] = AS_SENT
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
@hosts_only
def send(request: Request, uid: UUID) -> SeeOther:
    return _done(request, uid, notifications.send_mail_again, _("It is sent as soon as can be."))


@require_POST
@hosts_only
def hold(request: Request, uid: UUID) -> SeeOther:
    return _done(request, uid, notifications.hold_mail_back, _("It is held back. You can still send it later."))


@require_POST
@hosts_only
def free(request: Request, uid: UUID) -> SeeOther:
    return _done(request, uid, notifications.free_mail_address, _("Mails go to this address again."))


def _done(request: Request, uid: UUID, command: Any, says: str) -> SeeOther:
    command(actor=request.actor, uid=uid)
    return done(request, f"/mailbox/{uid}", says)

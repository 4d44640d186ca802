"""A person's page, and everything that happened between them and the organisation."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from belong.community.discussions import public as discussions
from belong.doors.web.shared import addresses
from belong.doors.web.shared.facts import deeds
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, SeeOther, page, place
from belong.ground.kernel.public import NotFound
from belong.ground.ledger.public import history
from belong.ground.people import public as people
from belong.insight.journey import public as journey

ROLES = {"owner": _("Owner"), "host": _("Host")}
KINDS = {
    ("opening", "question"): _("asked"),
    ("opening", "conversation"): _("started a conversation"),
    ("answer", "question"): _("answered"),
    ("reply", "question"): _("replied"),
    ("reply", "conversation"): _("replied"),
}
FIRST_DEEDS = 20


@members_only
@require_safe
def person(request: Request, uid: UUID) -> HttpResponse:
    detail = people.person(request.actor, uid)
    card = detail.card
    if card.uid != uid:
        return SeeOther(addresses.person(card.uid))
    context: dict[str, object] = {
        "detail": detail,
        "page": discussions.contributions(request.actor, card.id, place(request)),
        "kinds": KINDS,
        "roles": ROLES,
        "may_see_more": request.actor.is_host or request.actor.person == card.id,
    }
    if context["may_see_more"]:
        happened = history(person=card.id, limit=FIRST_DEEDS)
        stays = journey.history_of(request.actor, card.id)
        context |= {
            "stay": stays[-1] if stays else None,
            "labels": [people.identity_label(one.source, one.key) for one in detail.identities],
            "deeds": deeds(request.actor, happened.items, whole=request.actor.person == card.id),
            "further": happened.next is not None,
        }
    return page(request, "people/person.jinja", context)


@members_only
@require_safe
def timeline(request: Request, uid: UUID) -> HttpResponse:
    card = people.person(request.actor, uid).card
    whole = request.actor.person == card.id
    if not (whole or request.actor.is_host):
        raise NotFound
    happened = history(person=card.id, after=place(request))
    return page(
        request,
        "people/timeline.jinja",
        {"card": card, "page": happened, "deeds": deeds(request.actor, happened.items, whole=whole)},
    )

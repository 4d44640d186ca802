"""What I allow: by channel and purpose, one button each, with the history."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, done, page
from belong.doors.web.shared.permitted import (
    ON_MAILS,
    ON_PERMISSIONS,
    PURPOSES,
    channel_said,
    channels_for,
    purpose_said,
)
from belong.ground.kernel.public import NotFound
from belong.ground.people import public as people

PERMISSIONS = "/me/permissions"


@dataclass(frozen=True, slots=True)
class Choice:
    """A channel for a purpose; `since` of the permission that stands, None where it does not."""

    channel: str
    purpose: str
    channel_says: str
    given: people.PermissionCard | None


@members_only
@require_safe
def permissions(request: Request) -> HttpResponse:
    held = _detail(request).permissions
    return page(
        request,
        "mine/permissions.jinja",
        {
            "purposes": [
                (purpose_said(purpose), [_choice(held, channel, purpose) for channel in _channels(held, purpose)])
                for purpose in _purposes(held)
            ],
            "history": sorted(held, key=lambda one: (one.withdrawn_at or one.granted_at, one.id), reverse=True),
            "channel_said": channel_said,
            "purpose_said": purpose_said,
            "on_mails": ON_MAILS,
            "on_permissions": ON_PERMISSIONS,
        },
    )


def _detail(request: Request) -> people.PersonDetail:
    me = request.actor.person or 0
    return people.person(request.actor, people.person_cards([me])[me].uid)


def _purposes(held: tuple[people.PermissionCard, ...]) -> list[str]:
    return list(dict.fromkeys([*PURPOSES, *sorted(one.purpose for one in held if one.withdrawn_at is None)]))


def _channels(held: tuple[people.PermissionCard, ...], purpose: str) -> list[str]:
    """For our own purposes the channels that suit them; and whatever was allowed elsewhere, so that it can be ended."""
    ours = channels_for(purpose) if purpose in PURPOSES else []
    standing = (one.channel for one in held if one.purpose == purpose and one.withdrawn_at is None)
    return list(dict.fromkeys([*ours, *standing]))


def _choice(held: tuple[people.PermissionCard, ...], channel: str, purpose: str) -> Choice:
    standing = [one for one in held if (one.channel, one.purpose, one.withdrawn_at) == (channel, purpose, None)]
    return Choice(channel, purpose, channel_said(channel), standing[0] if standing else None)


@require_POST
@members_only
def changed(request: Request) -> HttpResponse:
    """Give one that we ask for, withdraw any."""
    channel, purpose = request.POST.get("channel", ""), request.POST.get("purpose", "")
    me = request.actor.person or 0
    if request.POST.get("act") == "give" and purpose in PURPOSES and channel in channels_for(purpose):
        people.grant_permission(actor=request.actor, person=me, channel=channel, purpose=purpose, proof=ON_PERMISSIONS)
        return done(request, PERMISSIONS, _("Thank you. You can withdraw it here at any time."))
    if request.POST.get("act") == "withdraw":
        people.withdraw_permission(actor=request.actor, person=me, channel=channel, purpose=purpose)
        return done(request, PERMISSIONS, _("It is withdrawn, from now on."))
    raise NotFound

"""Inviting somebody: to the community, to a group, to a topic; and what the invited one sees."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from belong.community.discussions import public as discussions
from belong.doors.web.arrivals.forms import InviteForm
from belong.doors.web.shared import addresses
from belong.doors.web.shared.arriving import keep_way
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import for_everybody, form_view, members_only
from belong.doors.web.shared.http import Request, SeeOther, done, page, place
from belong.ground.arrivals import public as arrivals
from belong.ground.groups import public as groups
from belong.ground.kernel.public import NotFound, Refused, uuid7


@dataclass(frozen=True)
class Target:
    """To what somebody is invited: nothing but the community where all is empty."""

    group: groups.GroupCard | None = None
    topic: arrivals.Sendable | None = None
    uid: str = ""


@form_view
@members_only
def invite(request: Request) -> HttpResponse:
    """A form, and what became of those that were sent before."""
    arrivals.may_invite(request.actor).or_refuse()
    asked = request.POST if sent(request) else request.GET
    target = _target(request, asked.get("group", ""), asked.get("topic", ""))
    form = InviteForm(request.POST) if sent(request) else _fresh(target)
    if form.is_valid():
        uid = attempt(
            form,
            lambda: arrivals.invite(
                actor=request.actor,
                address=form.cleaned_data["address"],
                line=form.cleaned_data["line"],
                group=target.group.slug if target.group is not None else "",
                about=target.topic.about if target.topic is not None else "",
                request_key=form.cleaned_data["request_key"],
                language=get_language() or "",
            ),
        )
        if uid is not None:
            return done(request, "/invite", _("Your invitation is on its way, if this address takes mails from us."))
    return page(
        request,
        "arrivals/invite.jinja",
        {"form": form, "target": target, "mine": arrivals.my_invitations(request.actor, cursor=place(request))},
        status=422 if form.is_bound else 200,
    )


def _target(request: Request, group: str, topic: str) -> Target:
    """What the address or the form names; what the reader may not see, or may not tell of, is not found."""
    if topic:
        try:
            uid = UUID(topic)
        except ValueError:
            raise NotFound from None
        shown = discussions.topic_page(request.actor, uid).topic
        found = arrivals.sendable(request.actor, shown.ref)
        if found is None:
            raise Refused(_("This is for the members of its group only. Invite somebody into the group instead."))
        return Target(topic=found, uid=str(uid))
    if not group:
        return Target()
    into = groups.group(request.actor, group)
    if into.is_closed and not sent(request):
        raise Refused(groups.CLOSED)
    return Target(group=into)


def _fresh(target: Target) -> InviteForm:
    slug = target.group.slug if target.group is not None else ""
    return InviteForm(initial={"request_key": uuid7(), "group": slug, "topic": target.uid})


@require_POST
@members_only
def take_back(request: Request, uid: UUID) -> SeeOther:
    arrivals.take_invitation_back(actor=request.actor, uid=uid)
    return done(request, "/invite", _("It is taken back: its link leads nowhere any more."))


@for_everybody
@form_view
def invitation(request: Request, token: str) -> HttpResponse:
    """What the link in the mail opens. Buttons lead on: nothing happens by looking at it."""
    try:
        found = arrivals.open_invitation(token)
        if sent(request):
            if request.POST.get("answer") == "never":
                arrivals.refuse_invitation(token=token)
                return done(request, "/", _("No mail goes to this address any more."))
            if request.actor.is_member:
                return _accepted(request, token, found)
            way = arrivals.way_in(arrivals.INVITATION, found.uid)
            if way is not None:
                keep_way(request, way)
                return SeeOther("/sign-up")
    except NotFound:
        return page(request, "arrivals/gone.jinja", {"what": "invitation"}, status=410)
    back = addresses.with_query("/sign-in", next=request.path)
    return page(request, "arrivals/invitation.jinja", {"found": found, "sign_in": back})


def _accepted(request: Request, token: str, found: arrivals.OpenInvitation) -> SeeOther:
    arrivals.accept_invitation(actor=request.actor, token=token)
    if found.group:
        return done(request, "/groups/", _("You are in the group %(name)s.") % {"name": found.group})
    return done(request, found.url or "/", _("Welcome back."))

"""The groups: finding, reading, joining them; opening new ones."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.community.discussions import public as discussions
from belong.doors.web.groups import forms
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import hosts_only, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.groups import public as rooms
from belong.ground.kernel.public import Refused


@require_safe
def groups(request: Request) -> HttpResponse:
    return page(
        request,
        "groups/groups.jinja",
        {
            "page": rooms.groups(request.actor, cursor=request.GET.get("after")),
            "says": forms.SAYS,
            "section": "groups",
        },
    )


@require_safe
def group(request: Request, slug: str) -> HttpResponse:
    """What is said in the group; who may only know of it sees that it exists, and how to come in."""
    card = rooms.group(request.actor, slug)
    unanswered = bool(request.GET.get("unanswered"))
    topics = None
    if card.may_read:
        topics = discussions.latest(request.actor, slug, unanswered, request.GET.get("after"))
    return page(
        request,
        "groups/group.jinja",
        {
            "group": card,
            "page": topics,
            "unanswered": unanswered,
            "says": forms.SAYS[card.audience],
            "audience_form": forms.AudienceForm(initial={"audience": card.audience}) if card.may_host else None,
            "section": "groups",
        },
    )


@members_only
@require_safe
def members(request: Request, slug: str) -> HttpResponse:
    card = rooms.group(request.actor, slug)
    found = rooms.members(request.actor, slug, cursor=request.GET.get("after"))
    return page(request, "groups/members.jinja", {"group": card, "page": found, "section": "groups"})


@hosts_only
def found(request: Request) -> HttpResponse:
    form = forms.GroupForm(request.POST if sent(request) else None, initial={"kind": "interest", "audience": "members"})
    if form.is_valid() and (made := attempt(form, lambda: rooms.found_group(actor=request.actor, **form.cleaned_data))):
        return done(request, addresses.group(made.slug), _("The group is open."))
    return page(
        request,
        "groups/found.jinja",
        {"form": form, "section": "groups"},
        status=422 if form.is_bound else 200,
    )


@require_POST
@members_only
def join(request: Request, slug: str) -> HttpResponse:
    rooms.join_group(actor=request.actor, slug=slug)
    return done(request, addresses.group(slug), _("You are in this group now."))


@require_POST
@members_only
def leave(request: Request, slug: str) -> HttpResponse:
    """A member of a private or secret group may not see it afterwards, so this leads to all groups."""
    rooms.leave_group(actor=request.actor, slug=slug)
    return done(request, "/groups/", _("You left the group."))


@require_POST
@members_only
def audience(request: Request, slug: str) -> HttpResponse:
    form = forms.AudienceForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose who may read the group."))
    chosen = form.cleaned_data["audience"]
    rooms.open_group(actor=request.actor, slug=slug, audience=chosen)
    return done(request, addresses.group(slug), str(forms.SAYS[chosen]))

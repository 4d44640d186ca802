"""The groups: finding, reading, joining them; opening new ones."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.community.discussions import public as discussions
from belong.doors.web.groups import forms
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import CreatingForm, attempt, sent
from belong.doors.web.shared.guards import form_view, hosts_only, members_only
from belong.doors.web.shared.http import Request, done, page, place
from belong.doors.web.shared.masking import shown_to
from belong.doors.web.shared.public import Public
from belong.doors.web.shared.whole import whole
from belong.ground.groups import public as rooms
from belong.ground.kernel.public import Page
from belong.ground.people import public as people

LONGEST_NAME, LONGEST_SAYS = 100, 200


@require_safe
@whole("after")
def groups(request: Request) -> HttpResponse:
    return page(
        request,
        "groups/groups.jinja",
        {
            "page": rooms.groups(request.actor, cursor=place(request)),
            "says": forms.SAYS,
            "section": "groups",
            "public": _face(request, "/groups/", _("Groups")),
        },
    )


@require_safe
@whole("after", "unanswered")
def group(request: Request, slug: str) -> HttpResponse:
    """What is said in the group; who may only know of it sees that it exists, and whom to ask to come in."""
    card = rooms.group(request.actor, slug)
    unanswered = bool(request.GET.get("unanswered"))
    topics = None
    if card.may_read:
        found = discussions.latest(request.actor, slug, unanswered, place(request))
        topics = Page(shown_to(request.actor, found.items), found.next, found.previous)
    return page(
        request,
        "groups/group.jinja",
        {
            "group": card,
            "page": topics,
            "unanswered": unanswered,
            "leaders": [] if card.may_read else rooms.leaders(request.actor, slug),
            "says": forms.SAYS[card.audience],
            "section": "groups",
            "public": _face(request, addresses.group(slug), card.name, card.summary, addresses.group_feed(slug)),
        },
    )


def _face(request: Request, path: str, title: str, says: str = "", feed: str = "") -> Public | None:
    """For strangers: whatever they read is public. A choice of topics is not another page, a further one is."""
    if not request.actor.is_anonymous:
        return None
    own = addresses.absolute(request, addresses.with_query(path, after=place(request)))
    return Public(address=own, title=title, says=" ".join(says.split())[:LONGEST_SAYS], feed=feed)


@require_safe
@members_only
def members(request: Request, slug: str) -> HttpResponse:
    """Who is in the group; for its leaders and hosts also the way to bring somebody in, by name."""
    card = rooms.group(request.actor, slug)
    found = rooms.members(request.actor, slug, cursor=place(request))
    name = request.GET.get("name", "").strip()[:LONGEST_NAME]
    return page(
        request,
        "groups/members.jinja",
        {
            "group": card,
            "page": found,
            "name": name,
            "candidates": rooms.candidates(request.actor, slug, name) if card.may_bring and name else [],
            "section": "groups",
        },
    )


@require_POST
@members_only
def member(request: Request, slug: str, person: UUID) -> HttpResponse:
    """Leaders and hosts bring somebody in, make them a leader or a member, or end their membership (role `none`)."""
    group = rooms.group(request.actor, slug)
    card, role = people.person(request.actor, person).card, request.POST.get("role", "")
    if role != "none":
        rooms.set_member_role(actor=request.actor, slug=slug, person=card.id, role=role)
        says = _("%(name)s leads this group now.") if role == "leader" else _("%(name)s is a member of this group now.")
    elif rooms.leave_group(actor=request.actor, slug=slug, person=card.id):
        says = _("%(name)s is no longer in this group.")
    else:
        says = _("%(name)s was not in this group.")
    gone = role == "none" and card.id == request.actor.person and group.audience in {"private", "secret"}
    return done(request, "/groups/" if gone else addresses.group(slug) + "members", says % {"name": card.name})


@form_view
@hosts_only
def found(request: Request) -> HttpResponse:
    fresh = forms.GroupForm.fresh(kind="interest", audience="members")
    form: CreatingForm = forms.GroupForm(request.POST) if sent(request) else fresh
    if form.is_valid() and (made := attempt(form, lambda: _found(request, form.cleaned_data))):
        return done(request, addresses.group(made.slug), _("The group is open."))
    return page(
        request,
        "groups/found.jinja",
        {"form": form, "section": "groups"},
        status=422 if form.is_bound else 200,
    )


def _found(request: Request, given: dict[str, Any]) -> rooms.GroupCard:
    return rooms.found_group(actor=request.actor, **{**given, "request_key": str(given["request_key"])})


@require_POST
@members_only
def join(request: Request, slug: str) -> HttpResponse:
    rooms.join_group(actor=request.actor, slug=slug)
    return done(request, addresses.group(slug), _("You are in this group now."))


@require_POST
@members_only
def leave(request: Request, slug: str) -> HttpResponse:
    """A member of a private or secret group may not see it afterwards, so this leads to all groups."""
    left = rooms.leave_group(actor=request.actor, slug=slug)
    return done(request, "/groups/", _("You left the group.") if left else _("You were not in this group."))

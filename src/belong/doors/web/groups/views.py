"""The groups: finding, reading, joining them; opening new ones."""

from functools import lru_cache
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
    return _group(request, rooms.group(request.actor, slug))


def _group(request: Request, card: rooms.GroupCard, wrong: forms.DescriptionForm | None = None) -> HttpResponse:
    """The page of a group; `wrong`: what was sent to describe it and could not be taken, as it was typed."""
    slug = card.slug
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
            "wrong": wrong,
            "description_form": wrong or _description_form(card) if card.may_host else None,
            "audience_form": _audience_form(card.audience) if card.may_host else None,
            "language_form": _language_form(card.language) if card.may_host else None,
            "section": "groups",
            "public": _face(request, addresses.group(slug), card.name, card.summary, addresses.group_feed(slug)),
        },
        status=422 if wrong else 200,
    )


def _description_form(card: rooms.GroupCard) -> forms.DescriptionForm:
    return forms.DescriptionForm(initial={"name": card.name, "summary": card.summary})


@lru_cache(maxsize=16)
def _audience_form(audience: str) -> forms.AudienceForm:
    """As it stands on the group's page, unsent: the same for all groups of one audience."""
    return forms.AudienceForm(initial={"audience": audience})


@lru_cache(maxsize=256)
def _language_form(language: str) -> forms.LanguageForm:
    """As it stands on the group's page, unsent: the same for all groups of one language."""
    return forms.LanguageForm(now=language, initial={"language": language})


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


@require_POST
@members_only
def audience(request: Request, slug: str) -> HttpResponse:
    card = rooms.open_group(actor=request.actor, slug=slug, audience=request.POST.get("audience", ""))
    return done(request, addresses.group(slug), str(forms.SAYS[card.audience]))


@require_POST
@members_only
def language(request: Request, slug: str) -> HttpResponse:
    rooms.choose_language(actor=request.actor, slug=slug, language=request.POST.get("language", ""))
    return done(request, addresses.group(slug), _("Searches now take its words in this language."))


@require_POST
@members_only
def close(request: Request, slug: str) -> HttpResponse:
    rooms.close_group(actor=request.actor, slug=slug)
    return done(request, addresses.group(slug), _("The group is closed."))


@require_POST
@members_only
def reopen(request: Request, slug: str) -> HttpResponse:
    rooms.reopen_group(actor=request.actor, slug=slug)
    return done(request, addresses.group(slug), _("The group is open again."))


@form_view
@members_only
def remove(request: Request, slug: str) -> HttpResponse:
    """What would happen, before it does; where somebody wrote in it, why it cannot."""
    group, may = rooms.group(request.actor, slug), rooms.removal(request.actor, slug)
    if sent(request) and may:
        rooms.remove_group(actor=request.actor, slug=slug)
        return done(request, "/groups/", _("The group %(name)s is removed.") % {"name": group.name})
    context = {"group": group, "may": may, "section": "groups"}
    return page(request, "groups/remove.jinja", context, status=403 if sent(request) else 200)


@require_POST
@members_only
def description(request: Request, slug: str) -> HttpResponse:
    """What cannot be taken comes back on the group's page; those who may not change it are told by the room."""
    card, form = rooms.group(request.actor, slug), forms.DescriptionForm(request.POST)
    if form.is_valid() or not card.may_host:
        given = {name: request.POST.get(name, "") for name in ("name", "summary")}
        if attempt(form, lambda: rooms.describe_group(actor=request.actor, slug=slug, **given)):
            return done(request, addresses.group(slug), _("The group is described in these words now."))
    return _group(request, card, form)

"""Where a topic stands: its group, its subjects, the topics that it points to. Its author and hosts arrange it."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from belong.community.discussions import public as discussions
from belong.doors.web.discussions import forms
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.groups import public as groups
from belong.ground.kernel.public import NotFound

MOST_GROUPS = 500


@form_view
@members_only
def move(request: Request, uid: UUID) -> HttpResponse:
    shown = discussions.topic_page(request.actor, uid)
    shown.may_move.or_refuse()
    known = groups.groups(request.actor, limit=MOST_GROUPS).items
    there = [one for one in known if one.may_read and not one.is_closed and one.slug != shown.topic.group.slug]
    form = forms.MoveForm(request.POST if sent(request) else None, groups=there)
    if form.is_valid():
        made = discussions.move(actor=request.actor, topic=uid, group=form.cleaned_data["group"])
        return done(request, made.url, _("It is in %(group)s now.") % {"group": made.group.name})
    return _page(request, "discussions/move.jinja", form, shown, {"there": there})


@form_view
@members_only
def subjects(request: Request, uid: UUID) -> HttpResponse:
    shown = discussions.topic_page(request.actor, uid)
    shown.may_tag.or_refuse()
    now = ", ".join(tag.name for tag in shown.topic.tags)
    form = forms.SubjectsForm(request.POST if sent(request) else None, initial={"tags": now})
    if form.is_valid():
        names = form.cleaned_data["tags"]
        if made := attempt(form, lambda: discussions.tag(actor=request.actor, topic=uid, names=names)):
            return done(request, made.url, _("The subjects are set."))
    return _page(request, "discussions/subjects.jinja", form, shown, {})


@form_view
@members_only
def link(request: Request, uid: UUID) -> HttpResponse:
    shown = discussions.topic_page(request.actor, uid)
    shown.may_tag.or_refuse()
    form = forms.LinkForm(request.POST if sent(request) else None, initial={"kind": "related"})
    if form.is_valid() and (made := attempt(form, lambda: _link(request, uid, form))):
        return done(request, shown.topic.url, _("It points to the other topic now: %(title)s") % {"title": made.title})
    return _page(request, "discussions/link.jinja", form, shown, {})


def _link(request: Request, uid: UUID, form: django_forms.Form) -> discussions.LinkCard | None:
    given = form.cleaned_data
    try:
        return discussions.link(actor=request.actor, topic=uid, target=given["target"], kind=given["kind"])
    except NotFound:
        form.add_error("target", _("There is no such topic, or you cannot read it."))
        return None


def _page(
    request: Request, template: str, form: django_forms.Form, shown: discussions.TopicPage, further: dict[str, Any]
) -> HttpResponse:
    context = {"form": form, "topic": shown.topic, **further}
    return page(request, template, context, status=422 if form.is_bound else 200)

"""A topic, and what members do with it."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.community.discussions import public as discussions
from belong.doors.web.discussions import forms
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import CreatingForm, attempt, sent
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request, SeeOther, done, page
from belong.ground.groups import public as groups
from belong.ground.kernel.public import Invalid, NotFound, Refused


@require_safe
def topic(request: Request, uid: UUID) -> HttpResponse:
    return _topic(request, uid, forms.PostForm.fresh())


def _topic(request: Request, uid: UUID, form: CreatingForm) -> HttpResponse:
    shown = discussions.topic_page(request.actor, uid, request.GET.get("after"))
    return page(
        request,
        "discussions/topic.jinja",
        {"shown": shown, "topic": shown.topic, "form": form, "first": shown.opening is not None},
        status=422 if form.is_bound else 200,
    )


@members_only
def ask(request: Request, slug: str) -> HttpResponse:
    return _open_topic(request, slug, "question")


@members_only
def start(request: Request, slug: str) -> HttpResponse:
    return _open_topic(request, slug, "conversation")


def _open_topic(request: Request, slug: str, kind: str) -> HttpResponse:
    group = groups.group(request.actor, slug)
    command = discussions.ask if kind == "question" else discussions.start
    form: CreatingForm = forms.TopicForm(request.POST) if sent(request) else forms.TopicForm.fresh()
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: command(
                actor=request.actor,
                group=slug,
                title=given["title"],
                body=given["body"],
                tags=given["tags"],
                request_key=str(given["request_key"]),
            ),
        )
        if made:
            says = _("Your question is asked.") if kind == "question" else _("Your conversation is open.")
            return done(request, made.url, says)
    return page(
        request,
        "discussions/open.jinja",
        {"group": group, "form": form, "kind": kind, "section": "groups"},
        status=422 if form.is_bound else 200,
    )


@members_only
@require_POST
def answer(request: Request, uid: UUID) -> HttpResponse:
    form = forms.PostForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: discussions.answer(
                actor=request.actor, topic=uid, body=given["body"], request_key=str(given["request_key"])
            ),
        )
        if made:
            return done(request, made.url, _("Your answer is there."))
    return _topic(request, uid, form)

"""A topic, and what members do with it."""

from collections.abc import Callable
from dataclasses import replace as with_values
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.care.archives.public import mask
from belong.community.discussions import public as discussions
from belong.doors.web.discussions import forms
from belong.doors.web.discussions.face import face, masked, masked_post
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import CreatingForm, attempt, replace, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, SeeOther, done, page, place
from belong.doors.web.shared.whole import whole
from belong.ground.groups import public as groups
from belong.ground.kernel.public import Page, Refused, escaped, plain

EXCERPT = 300
T = TypeVar("T")


@require_safe
@whole("after")
def topic(request: Request, uid: UUID) -> HttpResponse:
    return _topic(request, uid)


def _topic(request: Request, uid: UUID, refused: CreatingForm | None = None) -> HttpResponse:
    shown = discussions.topic_page(request.actor, uid, place(request))
    public = None
    if request.actor.is_anonymous:
        shown = masked(shown)
        public = face(request, shown, place(request))
    form = refused or (forms.PostForm if shown.topic.is_question else forms.ReplyForm).fresh()
    return page(
        request,
        "discussions/topic.jinja",
        {"shown": shown, "topic": shown.topic, "form": form, "public": public},
        status=422 if form.is_bound else 200,
    )


@form_view
@members_only
def ask(request: Request, slug: str) -> HttpResponse:
    return _open_topic(request, slug, "question")


@form_view
@members_only
def start(request: Request, slug: str) -> HttpResponse:
    return _open_topic(request, slug, "conversation")


def _open_topic(request: Request, slug: str, kind: str) -> HttpResponse:
    """Where nobody writes any more, the group's page says so."""
    group = groups.group(request.actor, slug)
    closed = group.may_read and group.is_closed
    if not group.may_post and not closed:
        raise Refused(_("Only the members of this group write in it."))
    if closed and not sent(request):
        return SeeOther(addresses.group(slug))
    command = discussions.ask if kind == "question" else discussions.start
    form: CreatingForm = forms.TopicForm(request.POST) if sent(request) else forms.TopicForm.fresh()
    if form.is_valid():
        given = form.cleaned_data
        made = _written(
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


def _written(form: CreatingForm, command: Callable[[], T]) -> T | None:
    """As `attempt`; where the group was closed while somebody wrote, too, their words come back."""
    try:
        return attempt(form, command)
    except Refused as refused:
        if refused.reason != str(groups.CLOSED):
            raise
        form.add_error(None, refused.reason)
        return None


@form_view
def answer(request: Request, uid: UUID) -> HttpResponse:
    """Reloading a page that a refused answer left leads back to the topic."""
    return _answer(request, uid) if sent(request) else SeeOther(addresses.topic(uid))


@members_only
def _answer(request: Request, uid: UUID) -> HttpResponse:
    form = forms.PostForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        made = _written(
            form,
            lambda: discussions.answer(
                actor=request.actor, topic=uid, body=given["body"], request_key=str(given["request_key"])
            ),
        )
        if made:
            return done(request, made.url, _("Your answer is there."))
    return _topic(request, uid, form)


@form_view
@members_only
def reply_to_topic(request: Request, uid: UUID) -> HttpResponse:
    """A reply to the topic: a conversation's form stands on its page, a question's on one of its own. Where nobody may
    reply any more, the topic's page says so.
    """
    shown = discussions.topic_page(request.actor, uid)
    if not sent(request) and not shown.may_reply:
        return SeeOther(shown.topic.url)
    return _reply(
        request,
        {"url": shown.topic.url, "title": shown.topic.title, "excerpt": ""},
        lambda given: discussions.reply(
            actor=request.actor, topic=uid, body=given["body"], request_key=str(given["request_key"])
        ),
    )


@form_view
@members_only
def reply(request: Request, uid: UUID) -> HttpResponse:
    source = discussions.post_source(request.actor, uid)
    if not sent(request) and not source.may_reply:
        return SeeOther(source.url)
    return _reply(
        request,
        {"url": source.url, "title": source.topic, "excerpt": _excerpt(source)},
        lambda given: discussions.reply(
            actor=request.actor, post=uid, body=given["body"], request_key=str(given["request_key"])
        ),
    )


def _reply(
    request: Request, to: dict[str, str], command: Callable[[dict[str, Any]], discussions.PostCard]
) -> HttpResponse:
    form: CreatingForm = forms.ReplyForm(request.POST) if sent(request) else forms.ReplyForm.fresh()
    if form.is_valid() and (made := _written(form, lambda: command(form.cleaned_data))):
        return done(request, made.url, _("Your reply is there."))
    return page(request, "discussions/reply.jinja", {"form": form, "to": to}, status=422 if form.is_bound else 200)


@require_safe
def replies(request: Request, uid: UUID) -> HttpResponse:
    """All replies under one post, where the topic's page shows the first of them."""
    found = discussions.replies_of(request.actor, uid, place(request))
    source = discussions.post_source(request.actor, uid)
    excerpt = _excerpt(source)
    if request.actor.is_anonymous:
        found = Page([masked_post(card) for card in found.items], found.next, found.previous)
        excerpt, source = mask(excerpt), with_values(source, topic=mask(source.topic))
    return page(request, "discussions/replies.jinja", {"page": found, "source": source, "excerpt": excerpt})


@require_POST
@members_only
def accept(request: Request, uid: UUID) -> HttpResponse:
    made = discussions.accept(actor=request.actor, post=uid)
    return done(request, made.url, _("This is the accepted answer now."))


@require_POST
@members_only
def unaccept(request: Request, uid: UUID) -> HttpResponse:
    made = discussions.unaccept(actor=request.actor, topic=uid)
    return done(request, made.url, _("No answer is accepted now."))


@require_POST
@members_only
def vote(request: Request, uid: UUID) -> HttpResponse:
    made = discussions.vote(actor=request.actor, post=uid, value=request.POST.get("value", ""))
    return done(request, made.url)


@form_view
@members_only
def edit(request: Request, uid: UUID) -> HttpResponse:
    source = discussions.post_source(request.actor, uid)
    source.may_edit.or_refuse()
    form = forms.EditForm(
        request.POST if sent(request) else None,
        initial={"title": source.title, "body": source.body, "version": source.version},
        source=source,
    )
    if form.is_valid() and (made := attempt(form, lambda: _edit(request, uid, form.cleaned_data))):
        changed = made.edited_at != source.edited_at
        return done(request, made.url, _("The change is kept.") if changed else _("Nothing was changed."))
    meanwhile = "version" in form.errors
    if meanwhile:
        source = discussions.post_source(request.actor, uid)
        replace(form, version=source.version)
    return page(
        request,
        "discussions/edit.jinja",
        {"form": form, "source": source, "meanwhile": meanwhile},
        status=422 if form.is_bound else 200,
    )


def _edit(request: Request, uid: UUID, given: dict[str, Any]) -> discussions.PostCard:
    return discussions.edit(
        actor=request.actor,
        post=uid,
        body=given["body"],
        title=given.get("title"),
        reason=given["reason"],
        version=given["version"] or None,
    )


@form_view
@members_only
def delete(request: Request, uid: UUID) -> HttpResponse:
    source = discussions.post_source(request.actor, uid)
    source.may_delete.or_refuse()
    form = forms.DeleteForm(request.POST if sent(request) else None)
    if form.is_valid() and attempt(form, lambda: _delete(request, uid, form)):
        return done(request, source.group.url if source.title else source.url.partition("#")[0], _("It is deleted."))
    return page(
        request,
        "discussions/delete.jinja",
        {"form": form, "source": source, "excerpt": _excerpt(source)},
        status=422 if form.is_bound else 200,
    )


def _delete(request: Request, uid: UUID, form: forms.DeleteForm) -> bool:
    discussions.delete(actor=request.actor, post=uid, reason=form.cleaned_data["reason"])
    return True


@members_only
@require_safe
def history(request: Request, uid: UUID) -> HttpResponse:
    source = discussions.post_source(request.actor, uid)
    return page(
        request,
        "discussions/history.jinja",
        {"revisions": discussions.revisions(request.actor, uid), "back": source.url, "topic": source.topic},
    )


def _excerpt(source: discussions.PostSource) -> str:
    return plain(source.body if source.markup == "html" else escaped(source.body), EXCERPT)

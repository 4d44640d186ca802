"""Everything that is set, on one page; a page for each thing; and who set what otherwise, and when."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from belong.doors.web.settings import forms
from belong.doors.web.settings.chronicle import Line, change_lines, chronicle
from belong.doors.web.settings.sections import AFTERWARDS, BY_KEY, SECTIONS, fixed_titles
from belong.doors.web.settings.words import kept_words
from belong.doors.web.shared.foot import PUBLISHED, TEXTS
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, done, page, place
from belong.ground.kernel.public import NotFound, Refused, community
from belong.ground.settings import public as rooms

KEEPING = gettext_lazy("How long things are kept")


@require_safe
@hosts_only
def settings(request: Request) -> HttpResponse:
    actor = request.actor
    versions = rooms.current_versions()
    return page(
        request,
        "settings/settings.jinja",
        {
            "sections": [(one, one.stands(actor)) for one in (*SECTIONS, *AFTERWARDS)],
            "texts": [(key, TEXTS[key], versions.get(key)) for key in PUBLISHED],
            "kept": [(kept_words(key)[0], _days(key)) for key in rooms.keepers()],
            "is_set_up": community().is_set_up,
            "may_change": rooms.may_change(actor),
        },
    )


def _days(key: str) -> int:
    period = rooms.retention(key)
    return 0 if period is None else period.days


@form_view
@hosts_only
def section(request: Request, key: str) -> HttpResponse:
    if key == "keeping":
        return _keeping(request)
    if key not in BY_KEY:
        raise NotFound
    found = BY_KEY[key]
    _refuse_writing(request)
    form = found.form(request)
    if form.is_valid():
        attempt(form, lambda: found.keep(request.actor, form))
        if form.is_valid():
            return done(request, "/settings", _("It is kept."))
    return page(
        request,
        "settings/section.jinja",
        {
            "section": found,
            "form": form,
            "fixed": fixed_titles(found),
            "history": _told(request, found.names),
            "may_change": rooms.may_change(request.actor),
        },
        status=422 if form.is_bound else 200,
    )


def _keeping(request: Request) -> HttpResponse:
    _refuse_writing(request)
    now = {key: _days(key) for key in rooms.keepers()}
    form = forms.KeepingForm(now, {key: kept_words(key) for key in now}, request.POST if sent(request) else None)
    if form.is_valid():
        attempt(form, lambda: rooms.change(actor=request.actor, values=form.values))
        if form.is_valid():
            return done(request, "/settings", _("It is kept."))
    return page(
        request,
        "settings/keeping.jinja",
        {"form": form, "title": KEEPING, "may_change": rooms.may_change(request.actor)},
        status=422 if form.is_bound else 200,
    )


@form_view
@hosts_only
def text(request: Request, key: str) -> HttpResponse:
    """Terms, privacy, imprint: what is written here holds from its publishing on; older versions stay readable."""
    if key not in PUBLISHED:
        raise NotFound
    _refuse_writing(request)
    now = rooms.current_text(key)
    initial = {"source": now.source if now else "", "asks": now is None}
    form = forms.TextForm(key, request.POST) if sent(request) else forms.TextForm(key, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        attempt(
            form,
            lambda: rooms.publish_text(
                actor=request.actor, key=key, source=given["source"], asks=given.get("asks", False)
            ),
        )
        if form.is_valid():
            return done(request, f"/about/{key}", _("It is published and holds from now on."))
    return page(
        request,
        "settings/text.jinja",
        {"form": form, "title": TEXTS[key], "key": key, "now": now, "may_change": rooms.may_change(request.actor)},
        status=422 if form.is_bound else 200,
    )


@require_safe
@hosts_only
def history(request: Request) -> HttpResponse:
    return page(request, "settings/history.jinja", {"page": chronicle(request.actor, place(request))})


def _told(request: Request, names: tuple[str, ...]) -> list[Line]:
    return change_lines(rooms.history(request.actor, names=names, limit=10).items) if names else []


def _refuse_writing(request: Request) -> None:
    may = rooms.may_change(request.actor)
    if sent(request) and not may:
        raise Refused(may.reason)

"""The first start of a community: its owner is led through what there is to set, step by step; each may be left."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from belong.doors.web.settings.sections import BY_KEY, SECTIONS, fixed_titles
from belong.doors.web.shared.foot import PUBLISHED, TEXTS
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.kernel.public import NotFound, Refused, community
from belong.ground.settings import public as settings


@form_view
@hosts_only
def overview(request: Request) -> HttpResponse:
    """What there is to set and how it stands now; sent, it says that this is right."""
    actor = request.actor
    if sent(request):
        settings.change(actor=actor, values={"is_set_up": True})
        return done(request, "/", _("Your community is set up. Everything can be changed later, under Settings."))
    return page(
        request,
        "settings/overview.jinja",
        {
            "steps": [(one, one.stands(actor)) for one in SECTIONS],
            "begun": bool(settings.history(actor, limit=1).items),
            "unwritten": [(key, TEXTS[key]) for key in PUBLISHED if key not in settings.current_versions()],
            "is_set_up": community().is_set_up,
            "may_change": settings.may_change(actor),
        },
    )


@form_view
@hosts_only
def step(request: Request, key: str) -> HttpResponse:
    if key not in BY_KEY or BY_KEY[key] not in SECTIONS:
        raise NotFound
    actor, section = request.actor, BY_KEY[key]
    may = settings.may_change(actor)
    if sent(request) and not may:
        raise Refused(may.reason)
    place = SECTIONS.index(section)
    on = f"/set-up/{SECTIONS[place + 1].key}" if place + 1 < len(SECTIONS) else "/set-up"
    form = section.form(request)
    if form.is_valid():
        attempt(form, lambda: section.keep(actor, form))
        if form.is_valid():
            return done(request, on)
    return page(
        request,
        "settings/step.jinja",
        {
            "section": section,
            "form": form,
            "steps": SECTIONS,
            "place": place,
            "on": on,
            "fixed": fixed_titles(section),
            "may_change": may,
        },
        status=422 if form.is_bound else 200,
    )

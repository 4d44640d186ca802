"""Where one belongs: an employer, a body, a household."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from belong.community.profiles import public as profiles
from belong.doors.web.profiles.forms.belonging import BelongingForm
from belong.doors.web.profiles.views.own import HERE, whole
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.kernel.public import NotFound, uuid7


@members_only
@require_POST
def add(request: Request) -> HttpResponse:
    form = BelongingForm(request.POST)
    if form.is_valid():
        given = {**form.cleaned_data, "request_key": str(form.cleaned_data["request_key"])}
        attempt(form, partial(profiles.affiliate, actor=request.actor, **given))
        if not form.errors:
            return done(request, f"{HERE}#belong", _("Where you belong is kept."))
    return whole(request, profiles.own_profile(request.actor), belonging=form)


@members_only
@form_view
def change(request: Request, uid: UUID) -> HttpResponse:
    found = next((one for one in profiles.own_profile(request.actor).affiliations if one.uid == uid), None)
    if found is None:
        raise NotFound
    form = (
        BelongingForm(request.POST, known=found)
        if sent(request)
        else BelongingForm(known=found, initial={"request_key": uuid7()})
    )
    if sent(request) and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "request_key"}
        attempt(form, partial(profiles.change_affiliation, actor=request.actor, uid=uid, **given))
        if not form.errors:
            return done(request, f"{HERE}#belong", _("Where you belong is kept."))
    context: dict[str, object] = {"one": found, "form": form}
    return page(request, "profiles/belonging.jinja", context, status=422 if form.errors else 200)


@members_only
@require_POST
def remove(request: Request, uid: UUID) -> HttpResponse:
    profiles.remove_affiliation(actor=request.actor, uid=uid)
    return done(request, f"{HERE}#belong", _("It is gone."))

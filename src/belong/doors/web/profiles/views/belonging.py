"""Where one belongs: an employer, a body, a household."""

from functools import partial
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from belong.community.profiles import public as profiles
from belong.doors.web.profiles.forms.belonging import BelongingForm
from belong.doors.web.profiles.words import BELONGS, SHOWN
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.kernel.public import NotFound, uuid7

HERE = "/me/profile/organisations"


@members_only
@form_view
def every(request: Request) -> HttpResponse:
    """All of them, and a form for one more: the one thing to send here, so that nothing typed is lost."""
    form = BelongingForm(request.POST) if sent(request) else BelongingForm.fresh()
    if sent(request) and form.is_valid():
        given = {**form.cleaned_data, "request_key": str(form.cleaned_data["request_key"])}
        attempt(form, partial(profiles.affiliate, actor=request.actor, **given))
        if not form.errors:
            return done(request, HERE, _("Where you belong is kept."))
    context: dict[str, object] = {
        "affiliations": profiles.own_profile(request.actor).affiliations,
        "form": form,
        "shown_to": dict(SHOWN),
        "belongs": dict(BELONGS),
    }
    return page(request, "profiles/organisations.jinja", context, status=422 if form.errors else 200)


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
            return done(request, HERE, _("Where you belong is kept."))
    context: dict[str, object] = {
        "one": found,
        "form": form,
        "kind": dict(BELONGS)[found.organisation.kind],
        "was": _signed(request, uid),
    }
    return page(request, "profiles/belonging.jinja", context, status=422 if form.errors else 200)


@members_only
@require_POST
def remove(request: Request, uid: UUID) -> HttpResponse:
    """Sent twice, it is so already: what the page signed tells that it was theirs to take away."""
    try:
        profiles.remove_affiliation(actor=request.actor, uid=uid)
    except NotFound:
        if not _was_theirs(request, uid):
            raise
    return done(request, HERE, _("It is gone."))


def _signer(request: Request, uid: UUID) -> Signer:
    return Signer(salt=f"profiles.organisation:{uid}:{request.actor.acting}")


def _signed(request: Request, uid: UUID) -> str:
    return _signer(request, uid).signature("was")


def _was_theirs(request: Request, uid: UUID) -> bool:
    try:
        _signer(request, uid).unsign(f"was:{request.POST.get('was', '')}")
    except BadSignature:
        return False
    return True

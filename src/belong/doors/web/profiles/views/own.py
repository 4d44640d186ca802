"""What one says of oneself."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from belong.community.profiles import public as profiles
from belong.doors.web.profiles.forms import BelongingForm, NameForm, PictureForm, ProfileForm, ShownForm
from belong.doors.web.profiles.words import BELONGS, SHOWN
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.people import public as people

HERE = "/me/profile"


@members_only
@form_view
def profile(request: Request) -> HttpResponse:
    """Everything on one page: the profile is one form, the picture and organisations have theirs."""
    own = profiles.own_profile(request.actor)
    form = ProfileForm(own, request.POST if sent(request) else None)
    if sent(request) and form.is_valid():
        attempt(form, partial(profiles.save_profile, actor=request.actor, draft=form.draft))
        if not form.errors:
            return done(request, addresses.person(request.actor.uid or ""), _("Your profile is kept."))
    return whole(request, own, form=form)


@members_only
@require_POST
def name(request: Request) -> HttpResponse:
    form = NameForm(request.POST)
    if form.is_valid():
        attempt(form, partial(people.name_oneself, actor=request.actor, name=form.cleaned_data["name"]))
        if not form.errors:
            return done(request, HERE, _("This is your name now."))
    return whole(request, profiles.own_profile(request.actor), name=form)


def whole(
    request: Request,
    own: profiles.OwnProfile,
    form: ProfileForm | None = None,
    picture: PictureForm | None = None,
    belonging: BelongingForm | None = None,
    name: NameForm | None = None,
) -> HttpResponse:
    """The page, with whichever of its forms was sent as it was sent."""
    forms = [one for one in (form, picture, belonging, name) if one is not None]
    return page(
        request,
        "profiles/own.jinja",
        {
            "own": own,
            "name": name or NameForm(initial={"name": request.actor.name}),
            "form": form or ProfileForm(own),
            "picture": picture or PictureForm(visibility=own.picture_visibility),
            "shown": ShownForm(visibility=own.picture_visibility),
            "belonging": belonging or BelongingForm.fresh(),
            "shown_to": dict(SHOWN),
            "belongs": dict(BELONGS),
            "wrong": any(one.errors for one in forms),
            "mine": addresses.person(request.actor.uid or ""),
        },
        status=422 if any(one.errors for one in forms) else 200,
    )

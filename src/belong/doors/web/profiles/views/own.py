"""What one says of oneself."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _

from belong.community.profiles import public as profiles
from belong.doors.web.profiles.forms.own import ProfileForm
from belong.doors.web.profiles.reading import said_of_being_found, said_of_oneself, strangers_find_people
from belong.doors.web.profiles.words import BELONGS, SHOWN
from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page

HERE = "/me/profile"


@members_only
@form_view
def profile(request: Request) -> HttpResponse:
    """Name, picture and profile are one form; where one belongs stands here too, and is changed on its own page."""
    own = profiles.own_profile(request.actor)
    if not sent(request):
        return whole(request, own)
    form = ProfileForm(own, request.POST, request.FILES)
    if form.is_valid():
        read = form.cleaned_data["version"] or None
        attempt(form, partial(profiles.save_profile, actor=request.actor, draft=form.draft, version=read))
        if not form.errors:
            return done(request, addresses.person(request.actor.uid or ""), _("Your profile is kept."))
    if "version" in form.errors:
        own = profiles.own_profile(request.actor)
        form.put_beside(own)
    if "picture" in request.FILES and "picture" not in form.errors:
        form.add_error("picture", _("Choose the picture once more: a page cannot hold it for you."))
    return whole(request, own, form=form)


def kept(request: Request, form: ProfileForm, says: str) -> HttpResponse:
    """After a part was kept by a button of its own: the page anew. What was typed elsewhere on it stands there still,
    and is said not to be kept yet."""
    if not form.holds_more:
        return done(request, HERE, says)
    waits = _("What you typed besides is still here; “%(button)s” keeps it.") % {"button": _("Keep my profile")}
    own = profiles.own_profile(request.actor)
    form.follow(form.own, own)
    return whole(request, own, form=form, says=f"{says} {waits}")


def whole(request: Request, own: profiles.OwnProfile, form: ProfileForm | None = None, says: str = "") -> HttpResponse:
    """The page, with its form as it was sent."""
    is_open = strangers_find_people()
    wrong = form is not None and bool(form.errors)
    return page(
        request,
        "profiles/own.jinja",
        {
            "own": own,
            "form": form or ProfileForm(own),
            "everyone_means": said_of_oneself(is_open),
            "found_by": said_of_being_found(is_open),
            "shown_to": dict(SHOWN),
            "belongs": dict(BELONGS),
            "wrong": wrong,
            "says": says,
            "mine": addresses.person(request.actor.uid or ""),
        },
        status=422 if wrong else 200,
    )

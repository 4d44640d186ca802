"""One's picture: put up, taken down. And the files of pictures."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.community.profiles import public as profiles
from belong.doors.web.profiles.forms.own import ProfileForm
from belong.doors.web.profiles.views.own import kept, whole
from belong.doors.web.shared.forms import attempt
from belong.doors.web.shared.guards import members_only
from belong.doors.web.shared.http import Request
from belong.ground.kernel.public import NotFound, storage

HOUR = 3600


@members_only
@require_POST
def put(request: Request) -> HttpResponse:
    own = profiles.own_profile(request.actor)
    form = ProfileForm(own, request.POST, request.FILES)
    form.judge_picture_alone()
    if not form.errors:
        shown = form.cleaned_data["visible-picture"]
        attempt(form, partial(profiles.put_picture, actor=request.actor, content=form.picture, visibility=shown))
        if not form.errors:
            return kept(request, form, _("This is your picture now."))
    return whole(request, own, form=form)


@members_only
@require_POST
def remove(request: Request) -> HttpResponse:
    form = ProfileForm(profiles.own_profile(request.actor), request.POST)
    form.judge_nothing_but()
    profiles.remove_picture(actor=request.actor)
    return kept(request, form, _("Your picture is gone, its files too."))


@require_safe
def file(request: Request, uid: UUID, size: int) -> HttpResponse:
    """The bytes of a picture, for whoever is shown it. A changed picture has another address, so that a browser keeps
    this one for an hour and then asks only whether it is still shown.
    """
    path = profiles.picture_path(request.actor, uid, size)
    tag = f'"{uid}-{size}"'
    response: HttpResponse
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(_content(path), content_type=profiles.MEDIA_TYPE)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = tag
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, max_age=HOUR)
    return response


def _content(path: str) -> bytes:
    """The whole file: it is one of ours and small."""
    try:
        with storage().open(path) as kept:
            content: bytes = kept.read()
    except FileNotFoundError:
        raise NotFound from None
    return content

"""The members, as far as each of them lets this reader find them."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from belong.community.profiles import public as profiles
from belong.doors.web.profiles.forms.asking import LookingForm
from belong.doors.web.shared import addresses
from belong.doors.web.shared.http import Request, SeeOther, page, place
from belong.ground.groups import public as groups
from belong.ground.kernel.public import Page

MOST_GROUPS = 100


@require_safe
def members(request: Request) -> HttpResponse:
    """The newest faces first, narrowed by what is asked. Strangers sign in first, unless it is open to them."""
    if request.actor.is_anonymous and not profiles.directory_is_open():
        return SeeOther(addresses.with_query("/sign-in", next=request.get_full_path()))
    form = LookingForm(request.GET, profiles.fields_asked(), _groups(request))
    if form.is_valid():
        found: Page[profiles.FaceCard] = profiles.directory(request.actor, form.looked, place(request))
    else:
        found = Page([])
    return page(
        request,
        "profiles/members.jinja",
        {
            "page": found,
            "form": form,
            "query": form.query if not form.errors else {},
            "narrowed": not form.errors and not form.looked.is_empty,
            "further": place(request) is not None,
            "section": "members",
        },
        status=422 if form.errors else 200,
    )


def _groups(request: Request) -> list[tuple[str, str]]:
    """Groups by which one may look; strangers are not told who is in which."""
    if request.actor.is_anonymous:
        return []
    return [
        (group.slug, group.name) for group in groups.groups(request.actor, limit=MOST_GROUPS).items if group.may_read
    ]

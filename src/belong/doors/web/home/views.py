"""The first page."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from belong.community.discussions import public as discussions
from belong.doors.web.shared.http import Request, page
from belong.ground.kernel.public import now, organisation_zone
from belong.insight.journey import public as journey

NEWEST, WAITING = 10, 5


@require_safe
def home(request: Request) -> HttpResponse:
    actor = request.actor
    return page(
        request,
        "home/home.jinja",
        {
            "greeting": _greeting(actor.name),
            "newest": discussions.latest(actor, limit=NEWEST).items,
            "waiting": discussions.latest(actor, unanswered=True, limit=WAITING).items if actor.is_member else (),
            "steps": journey.ladder_figures(actor).stages if actor.is_host else (),
        },
    )


def _greeting(name: str) -> str:
    hour = now().astimezone(organisation_zone()).hour
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}

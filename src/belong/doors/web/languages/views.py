"""The page on which a reader chooses their language: for this browser, and for themself where they are signed in."""

from django.http import HttpResponse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from belong.doors.web.shared.http import Request, done, page
from belong.doors.web.shared.languages import COOKIE, offered
from belong.ground.kernel.public import NotFound
from belong.ground.people.public import choose_language

A_YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: Request) -> HttpResponse:
    """The languages that there are; a choice leads back to where the reader was."""
    back = _back(request)
    if request.method != "POST":
        return page(request, "languages/languages.jinja", {"languages": offered(), "back": back})
    wanted = request.POST.get("language", "")
    if wanted not in offered():
        raise NotFound
    if request.actor.is_member:
        choose_language(actor=request.actor, language=wanted)
    with translation.override(wanted):
        # Translators: name your own language instead of English.
        answer = done(request, back, _("The pages are in English now."))
    answer.set_cookie(COOKIE, wanted, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


def _back(request: Request) -> str:
    """Where the reader came from, if that is a page of ours."""
    given = (request.POST if request.method == "POST" else request.GET).get("next", "")
    return given if given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None) else "/"

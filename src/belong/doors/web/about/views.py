"""What is said about the community: what it is for, its values, terms, privacy and imprint; and its mark."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from belong.doors.web.shared import addresses
from belong.doors.web.shared.accepting import AcceptForm
from belong.doors.web.shared.environment import purpose
from belong.doors.web.shared.foot import TEXTS
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.doors.web.shared.public import Public
from belong.ground.kernel.public import NotFound, community, storage
from belong.ground.settings import public as settings

LONGEST_SAYS = 200


@require_safe
def about(request: Request) -> HttpResponse:
    here = community()
    return page(
        request,
        "about/about.jinja",
        {
            "values": settings.current_text("values"),
            "texts": [(f"/about/{key}", TEXTS[key]) for key in settings.current_versions() if key != "values"],
            "joining": here.joining,
            "public": _face(request, "/about", _("About us"), str(purpose())),
        },
    )


@require_safe
def text(request: Request, key: str) -> HttpResponse:
    """The text as it is now, or an older version of it, for whoever accepted that one."""
    if key not in TEXTS or (now := settings.current_text(key)) is None:
        raise NotFound
    shown, wanted = now, request.GET.get("version", "")
    if wanted and wanted != str(now.version):
        older = settings.text_version(key, int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else None
        if older is None:
            raise NotFound
        shown = older
    versions = settings.text_versions(key)
    return page(
        request,
        "about/text.jinja",
        {
            "key": key,
            "title": TEXTS[key],
            "text": shown,
            "now": now,
            "versions": [one for one in versions if one.version != shown.version],
            "public": _face(request, f"/about/{key}", str(TEXTS[key])) if shown is now else None,
        },
    )


@form_view
@members_only
def accept(request: Request) -> HttpResponse:
    """What the reader has still to accept, in full, and one button for all of it."""
    waiting = settings.texts_to_accept(request.actor)
    form = AcceptForm(waiting, TEXTS, request.POST if sent(request) else None)
    if not waiting:
        return done(request, "/about", _("You have accepted everything that there is."))
    if form.is_valid():
        attempt(form, lambda: settings.accept(actor=request.actor, versions=form.versions))
        if form.is_valid():
            return done(request, "/", _("Thank you. It holds from now on."))
    if form.is_bound:
        form.show_anew(waiting)
    return page(
        request,
        "about/accept.jinja",
        {"waiting": [(TEXTS[card.key], card) for card in waiting], "form": form},
        status=422 if form.is_bound else 200,
    )


@require_safe
def mark(request: HttpRequest, name: UUID) -> HttpResponse:
    """The picture beside the community's name; an old one is not found, a new one has another name."""
    stored = community().mark
    if request.path != addresses.mark(stored) or not storage().exists(stored):
        raise Http404
    with storage().open(stored) as file:
        answer = HttpResponse(file.read(), content_type="image/png")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


mark.asks_nobody = True  # type: ignore[attr-defined]  # every page shows it, also one that says what is broken


def _face(request: Request, path: str, title: str, says: str = "") -> Public | None:
    if not request.actor.is_anonymous:
        return None
    return Public(address=addresses.absolute(request, path), title=title, says=" ".join(says.split())[:LONGEST_SAYS])

"""Search: one field, what it is narrowed by in a disclosure, and what was found as people and things."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from belong.care.archives.public import mask
from belong.doors.web.search.forms import SearchForm
from belong.doors.web.shared.http import Request, page
from belong.ground.groups import public as groups
from belong.ground.kernel.public import NotFound
from belong.insight.search import public as rooms

MOST_PAGES = 50
GROUPS = 200


@require_safe
def search(request: Request) -> HttpResponse:
    form = SearchForm(request.GET)
    context: dict[str, object] = {
        "form": form,
        "found": None,
        "query": {},
        "most": rooms.MOST,
        "group_choices": _groups(request),
        "section": "search",
    }
    if not form.is_valid():
        return page(request, "search/search.jinja", context, status=422)
    context["query"] = form.query
    if form.cleaned_data["q"] or form.filters:
        found = rooms.search(
            request.actor,
            form.cleaned_data["q"],
            form.filters,
            form.cleaned_data["sort"] or rooms.BEST,
            _number(request.GET.get("page")),
        )
        context["found"] = _masked(found) if request.actor.is_anonymous else found
    return page(request, "search/search.jinja", context)


def _masked(found: rooms.Found) -> rooms.Found:
    """What was found without e-mail addresses: strangers are shown none, wherever they stand."""
    hits = (replace(hit, title=_unaddressed(hit.title), snippet=_unaddressed(hit.snippet)) for hit in found.hits)
    return replace(found, hits=tuple(hits))


def _unaddressed(pieces: tuple[rooms.Piece, ...]) -> tuple[rooms.Piece, ...]:
    """The pieces as they are; as one, in which nothing is marked, where an address stood in them."""
    text = "".join(piece.text for piece in pieces)
    shown = mask(text)
    return pieces if shown == text else (rooms.Piece(shown, False),)


def _groups(request: Request) -> list[tuple[str, str]]:
    readable = [card for card in groups.groups(request.actor, limit=GROUPS).items if card.may_read]
    return [("", gettext("all that you read")), *((card.slug, card.name) for card in readable)]


def _number(text: str | None) -> int:
    if text is None:
        return 1
    if not text.isascii() or not text.isdigit() or len(text) > 3 or not 1 <= int(text) <= MOST_PAGES:
        raise NotFound
    return int(text)

"""What the pages of the ladder have in common: the ways to look at it, and the day."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from belong.doors.web.shared.addresses import with_query
from belong.doors.web.shared.days import LookedAt
from belong.doors.web.shared.http import Request, page

STAIR, FLOWS, TIMES, MOVES, NEAR, BELONGING, EDIT = (
    "/ladder",
    "/ladder/flows",
    "/ladder/times",
    "/ladder/moves",
    "/ladder/near",
    "/ladder/belonging",
    "/ladder/edit",
)


def shown(
    request: Request,
    template: str,
    here: str,
    context: dict[str, object],
    day: LookedAt | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the ladder. Where the day could not be taken it is shown as of now, with the reason, as a 422."""
    said = day.query if day is not None else ""
    if day is not None and day.wrong:
        status = day.status
    return page(
        request,
        template,
        {"day_of_page": day, "as_of": said, "ways": _ways(here, said), "section": "ladder", **context},
        status=status,
    )


def _ways(here: str, as_of: str) -> list[tuple[str, str, bool]]:
    """The tabs; the day goes with whoever changes between them."""
    ways = [
        (STAIR, _("Who stands where")),
        (FLOWS, _("From step to step")),
        (TIMES, _("How long")),
        (MOVES, _("Who moved")),
        (NEAR, _("One short")),
        (BELONGING, _("Belonging")),
        (EDIT, _("The ladder itself")),
    ]
    dated = (STAIR, TIMES, NEAR, BELONGING)
    return [(with_query(path, as_of=as_of if path in dated else ""), says, path == here) for path, says in ways]

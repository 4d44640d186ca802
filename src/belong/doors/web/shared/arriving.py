"""Between the page that a link in a mail opened and the page where an account is made: which way somebody came in."""

from uuid import UUID

from django.http import HttpRequest

from belong.ground.arrivals.public import WayIn, way_in

KEY = "arrival"


def keep_way(request: HttpRequest, way: WayIn) -> None:
    """Remember in the reader's session what they followed; whether it still holds is asked anew each time."""
    request.session[KEY] = [way.kind, str(way.uid)]


def kept_way(request: HttpRequest) -> WayIn | None:
    """The way in that the reader followed, if it still holds. One query, and none for who followed no link."""
    found = request.session.get(KEY)
    return way_in(found[0], UUID(found[1])) if found else None

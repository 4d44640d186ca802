"""What a page says where a room would not: it is not there, it may not be, it cannot be taken."""

from django.http import HttpRequest, HttpResponse

from belong.doors.web.shared.http import page
from belong.ground.kernel.public import BadCursor, Invalid, NotFound, Refused


def answer_to(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The answer to what a room raised; None where it was something else."""
    if isinstance(error, NotFound | BadCursor):
        return page(request, "404.html", {}, status=404)
    if isinstance(error, Invalid):
        return page(request, "422.html", {"reasons": list(error.errors.values())}, status=422)
    if isinstance(error, Refused):
        return page(request, "403.html", {"reason": error.reason}, status=403)
    return None

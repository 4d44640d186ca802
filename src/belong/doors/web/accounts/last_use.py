"""When a session was last used, as coarse as a person needs it: most pages write nothing."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from belong.doors.web.accounts.listed import note_use
from belong.doors.web.accounts.sessions import SEEN
from belong.ground.kernel.public import now

COARSE = 60 * 60


class LastUseMiddleware:
    """Stands after the one that knows who is signed in. The session, which is read anyway, tells its last use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.session.accessed and _is_due(request):
            note_use(request)
            request.session[SEEN] = int(now().timestamp())
        return response


def _is_due(request: HttpRequest) -> bool:
    """Only where somebody is signed in with a session that is kept: one that has just ended is not."""
    if not request.session.session_key or now().timestamp() - request.session.get(SEEN, 0) < COARSE:
        return False
    return request.user.is_authenticated

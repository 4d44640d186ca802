"""The page for when there is no connection, and the worker that keeps it in the browser."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from belong.doors.web.shared import style
from belong.doors.web.shared.http import Request, page
from belong.doors.web.shared.languages import speak_to
from belong.ground.kernel.public import community

POLICY = "default-src 'none'; connect-src 'self'"
"""The worker fetches from here and nowhere else; pages keep the policy that they have."""


@require_safe
def offline(request: Request) -> HttpResponse:
    """The same for everybody: no person stands on it."""
    speak_to(request)
    return page(request, "offline/offline.jinja", {})


@require_safe
def worker(request: Request) -> HttpResponse:
    """The worker names what it keeps, so that browsers fetch that anew whenever it changes."""
    kept = f"{style.address()} {community().name} {_script()}"
    script = _script().replace("{style}", style.address()).replace("{kept}", sha256(kept.encode()).hexdigest()[:16])
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Content-Security-Policy"] = POLICY
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, no_cache=True)
    return response


for each in (offline, worker):
    each.asks_nobody = True  # type: ignore[attr-defined]


@cache
def _script() -> str:
    return (Path(__file__).parent / "worker.js").read_text(encoding="utf-8")

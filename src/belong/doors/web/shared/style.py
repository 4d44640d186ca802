"""The style sheet: one file per component beside its template, sent as one, named by its content and kept for ever."""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

WEB = Path(__file__).resolve().parent.parent
LAYERS = "@layer reset, tokens, base, layout, components, areas, utilities;"
OUR_HUE = "@layer tokens { :root { --brand-hue: %d; } }\n"


@cache
def content() -> bytes:
    """All of the style and the organisation's hue; which rule wins is decided by layers, not by the order of files."""
    files = sorted(WEB.glob("*/templates/**/*.css"), key=lambda path: path.relative_to(WEB).as_posix())
    parts = [LAYERS, *(path.read_text(encoding="utf-8") for path in files), OUR_HUE % settings.BRAND_HUE]
    return "\n".join(parts).encode()


@cache
def address() -> str:
    return f"/style/{sha256(content()).hexdigest()[:16]}.css"


@cache
def _compressed() -> bytes:
    return gzip.compress(content(), mtime=0)


def style(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet under its present name; an old name is not found, so no cache keeps new content under it."""
    if request.path != address():
        raise Http404
    small = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(_compressed() if small else content(), content_type="text/css; charset=utf-8")
    if small:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


style.asks_nobody = True  # type: ignore[attr-defined]  # a broken page finds its style even where sessions cannot be read

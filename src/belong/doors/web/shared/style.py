"""The style sheet: one file per component beside its template, sent as one, named by its content and kept for ever."""

import gzip
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from belong.ground.kernel.public import community

WEB = Path(__file__).resolve().parent.parent
LAYERS = "@layer reset, tokens, base, layout, components, areas, utilities;"
OUR_HUE = "@layer tokens { :root { --brand-hue: %d; } }\n"


def content() -> bytes:
    """All of the style and the organisation's hue; which rule wins is decided by layers, not by the order of files."""
    return f"{_rules()}\n{OUR_HUE % community().brand_hue}".encode()


def address() -> str:
    return _address(community().brand_hue)


@cache
def _rules() -> str:
    files = sorted(WEB.glob("*/templates/**/*.css"), key=lambda path: path.relative_to(WEB).as_posix())
    return "\n".join([LAYERS, *(path.read_text(encoding="utf-8") for path in files)])


@lru_cache(maxsize=8)
def _address(hue: int) -> str:
    return f"/style/{sha256(f'{_rules()} {hue}'.encode()).hexdigest()[:16]}.css"


@lru_cache(maxsize=2)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def style(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet under its present name; an old name is not found, so no cache keeps new content under it."""
    if request.path != address():
        raise Http404
    small = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(_compressed(content()) if small else content(), content_type="text/css; charset=utf-8")
    if small:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


style.asks_nobody = True  # type: ignore[attr-defined]  # a broken page finds its style even where sessions cannot be read

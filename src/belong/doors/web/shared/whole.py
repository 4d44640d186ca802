"""Pages as strangers see them, kept whole: bytes that are sent again as long as nothing that they show has changed.

A page stands under the version of the database that was read before it was made (`shown_version`), and only a request
that reads the same version gets it. No timer decides: what was hidden is gone at the next request of every process.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

BOUND = 16 * 1024 * 1024
"""Bytes that one process keeps at most."""


def whole(*parameters: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view whose page is the same for all strangers; `parameters`: what its address may ask for.

    Only such addresses are kept, so that made-up ones do not drive out pages that people read.
    """

    def marking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def marked(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
            answer = view(request, *args, **given)
            known = all(name in parameters for name in request.GET)
            answer.is_whole = known and answer.status_code == 200 and request.actor.is_anonymous  # type: ignore[attr-defined]
            return answer

        return marked

    return marking


class Whole:
    """A page that was made, with all that goes with it."""

    def __init__(self, made: HttpResponse) -> None:
        patch_vary_headers(made, ["Accept-Encoding", "Cookie"])
        body, packed = made.content, gzip.compress(made.content, compresslevel=6, mtime=0)
        self._tag = f'W/"{sha256(body).hexdigest()[:24]}"'
        # each of the two forms has a length of its own
        kept = {name: value for name, value in made.headers.items() if name != "Content-Length"}
        self._headers = {**kept, "ETag": self._tag}
        self._plain = body, {**self._headers, "Content-Length": str(len(body))}
        self._packed = packed, {**self._headers, "Content-Length": str(len(packed)), "Content-Encoding": "gzip"}
        self.size = len(body) + len(packed)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page again; nothing but its name where the browser has it."""
        if self._tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return HttpResponseNotModified(headers=self._headers)
        small = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        body, headers = self._packed if small else self._plain
        return HttpResponse(body, headers=headers)


class Kept:
    """The pages of one version, those that were asked for last. A newer version drops them all."""

    def __init__(self, bound: int = BOUND) -> None:
        self._bound = bound
        self._lock = Lock()
        self._version = 0
        self._pages: OrderedDict[Hashable, Whole] = OrderedDict()
        self.size = 0

    def get(self, version: int, key: Hashable) -> Whole | None:
        with self._lock:
            found = self._pages.get(key) if version == self._version else None
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def put(self, version: int, key: Hashable, page: Whole) -> None:
        with self._lock:
            if version < self._version or page.size > self._bound:
                return
            if version > self._version:
                self._version, self.size = version, 0
                self._pages.clear()
            if (before := self._pages.pop(key, None)) is not None:
                self.size -= before.size
            self._pages[key] = page
            self.size += page.size
            while self.size > self._bound:
                self.size -= self._pages.popitem(last=False)[1].size

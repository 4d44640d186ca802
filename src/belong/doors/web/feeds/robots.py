"""What search engines find: what everybody may read, and nothing else.

What an archive brought is for members until a host opens its group, so it is in none of this before.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from belong.community.discussions import public as discussions
from belong.doors.web.shared import addresses, style
from belong.doors.web.shared.whole import whole
from belong.ground.groups import public as groups
from belong.ground.kernel.public import NotFound, community
from belong.ground.people.public import Actor

SIZE = 50_000
"""Addresses in one file, at most: the protocol's limit."""

PLACES = (
    "/account",
    "/feeds/",
    "/health",
    "/imports/",
    "/ladder",
    "/people/",
    "/posts/",
    "/search",
    "/set-up",
    "/settings",
    "/sign-",
)
"""Where robots find nothing that is for everybody."""

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    if community().hides_inside:
        lines = ["User-agent: *", "Allow: /$", "Allow: /about", "Disallow: /", ""]
        return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in PLACES)]
    text = "\n".join([*lines, "", f"Sitemap: {addresses.absolute(request, '/sitemap.xml')}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@whole()
def sitemap(request: HttpRequest) -> HttpResponse:
    """The files of addresses: one of groups, one for each range of topics that holds any."""
    ranges = discussions.topic_ranges(Actor.anonymous(), SIZE)
    files: list[tuple[str, datetime | None]] = [("/sitemap/groups.xml", None)]
    files += [(f"/sitemap/topics-{part}.xml", last) for part, last in ranges]
    return _xml(request, "sitemapindex", "sitemap", files)


@require_safe
def sitemap_groups(request: HttpRequest) -> HttpResponse:
    known = groups.groups(Actor.anonymous(), limit=SIZE - 2).items
    paths = ["/", "/groups/", *(addresses.group(one.slug) for one in known)]
    return _xml(request, "urlset", "url", [(path, None) for path in paths])


@require_safe
def sitemap_topics(request: HttpRequest, part: int) -> HttpResponse:
    found = discussions.topics_in_range(Actor.anonymous(), part, SIZE) if part < 2**40 else []
    if not found:
        raise NotFound
    return _xml(request, "urlset", "url", found)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon itself: who asks for this address often follows nowhere else."""
    answer = HttpResponse(_mark(), content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@cache
def _mark() -> bytes:
    return (style.WEB / "static" / "web" / "mark.svg").read_bytes()


def _xml(request: HttpRequest, whole: str, one: str, found: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    base = escape(addresses.absolute(request, "/").rstrip("/"))
    lines = [
        f"<{one}><loc>{base}{escape(path)}</loc>"
        + (f"<lastmod>{last.isoformat(timespec='seconds')}</lastmod>" if last is not None else "")
        + f"</{one}>"
        for path, last in found
    ]
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<{whole} {NAMESPACE}>", *lines, f"</{whole}>", ""])
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


for _view in (robots, favicon):
    _view.asks_nobody = True  # type: ignore[attr-defined]

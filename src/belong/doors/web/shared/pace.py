"""How often one place may try something that sends mails: a pause, never a lock."""

from ipaddress import ip_address, ip_network
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from belong.doors.web.shared.http import page
from belong.ground.kernel.public import keyed_hash
from belong.ground.people.public import attempt, keep_attempt

WINDOW = 300


def too_fast(request: HttpRequest, what: str, *, most: int) -> bool:
    """Count one more try of `what` from where the request came; True after `most` in five minutes.

    Tries are kept under a digest: no table tells from where anybody came.
    """
    window = int(time()) // WINDOW
    key = "pace:" + keyed_hash(f"{what}:{window}:{_from(request)}", purpose="web.pace").hex()[:32]
    tries = int(attempt(key) or 0) + 1
    keep_attempt(key, tries, seconds=WINDOW)
    return tries > most


def pause(request: HttpRequest) -> HttpResponse:
    """What is answered then: that it was a little fast, and how long to wait."""
    answer = page(request, "429.html", {"minutes": WINDOW // 60}, status=429)
    answer["Retry-After"] = str(WINDOW)
    return answer


def _from(request: HttpRequest) -> str:
    """The network that a request came from: an address, or of the newer kind the 64 bits that one household has."""
    seen = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    trusted = 0 < settings.PROXIES <= len(seen)
    address = seen[-settings.PROXIES] if trusted else str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    # a server that listens to both kinds writes older addresses as newer ones, all of them in one network
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))

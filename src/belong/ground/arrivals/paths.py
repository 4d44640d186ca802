"""Where the links in our mails lead."""

import re
from urllib.parse import urlencode
from uuid import UUID

from belong.ground.arrivals.secrets import signature


def wish_path(token: str) -> str:
    return f"/stay-in-touch/{token}"


def leaving_path(person: UUID, channel: str, purpose: str) -> str:
    """Where a person takes a permission back without signing in; the link is theirs and never runs out."""
    return f"/leave/{person}/{channel}/{purpose}/{signature(person, channel, purpose)}"


_LEAVING = re.compile(r"/leave/[0-9a-f]{8}-[^\s\"'<>]*")


def without_leaving_paths(text: str) -> str:
    """`text` for others than its reader, plain or HTML: nobody takes a permission back in somebody else's stead."""
    return _LEAVING.sub("/leave/…", text)


def invitation_path(token: str) -> str:
    return f"/invitation/{token}"


def way_in_path(token: str) -> str:
    return f"/come-in/{token}"


def code_path(request: UUID, code: str) -> str:
    return f"/join/{request}?{urlencode({'code': code})}"

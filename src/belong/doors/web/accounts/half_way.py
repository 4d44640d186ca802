"""Sessions that nobody uses any more: what ran out, and signing in or up that was begun and never ended."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef

from belong.doors.web.accounts.sessions import SessionStore
from belong.ground.kernel.public import Names, now

AT_ONCE = 1000
FRESH = timedelta(days=1)
"""What was used since then stays listed: its session may be about to be written."""


def forget_half_way(accounts: Sequence[int], names: Names) -> int:
    """End every session that nobody is listed in and that is on its way into one of the accounts, or holds one of the
    addresses that somebody typed; gives how many there were. All of these are read: what they hold is packed."""
    addresses = Names.of(text for text in names.texts if "@" in text)
    whose = re.compile(rf'"(?:user_pk|user_id|_auth_user_id)": "(?:{"|".join(map(str, accounts))})"')
    ended = [key for key, text in _unlisted() if addresses.are_in(text) or whose.search(text)]
    return Session.objects.filter(pk__in=ended).delete()[0]


def _unlisted() -> Iterator[tuple[str, str]]:
    listed = UserSession.objects.filter(session_key=OuterRef("session_key"))
    found = Session.objects.filter(~Exists(listed)).values_list("session_key", "session_data")
    store = SessionStore()
    for key, packed in found.iterator(chunk_size=AT_ONCE):
        yield key, json.dumps(store.decode(packed), ensure_ascii=False, default=str)


def forget_run_out() -> int:
    """Forget sessions that ran out, with what was noted of their devices; gives how many there were."""
    with transaction.atomic():
        ended = Session.objects.filter(expire_date__lte=now()).delete()[0]
        lives = Session.objects.filter(session_key=OuterRef("session_key"))
        UserSession.objects.filter(~Exists(lives), last_seen_at__lt=now() - FRESH).delete()
    return ended

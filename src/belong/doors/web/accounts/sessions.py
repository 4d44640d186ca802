"""Sessions as Django keeps them, found by a statement that PostgreSQL plans once: every signed-in page begins so."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from belong.ground.kernel.public import first_row, now

FIND = "select session_data from django_session where session_key = %s::text and expire_date > now()"
SEEN = "seen"
"""Under which a signed-in session says when it was last written down as used."""


class SessionStore(DatabaseSessions):
    """Wired in by the setting `SESSION_ENGINE`; writing is Django's, with the time of the first use."""

    def load(self) -> dict[str, Any]:
        row = first_row(FIND, [self.session_key])
        if row is None:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(row[0])
        return data

    def save(self, must_create: bool = False) -> None:
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if SESSION_KEY in data:
            data.setdefault(SEEN, int(now().timestamp()))
        super().save(must_create)

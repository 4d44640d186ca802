"""Sessions as Django keeps them, found by a statement that PostgreSQL plans once: every signed-in page begins so."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from belong.ground.kernel.public import first_row

FIND = "select session_data from django_session where session_key = %s::text and expire_date > now()"


class SessionStore(DatabaseSessions):
    """Wired in by the setting `SESSION_ENGINE`; writing is Django's."""

    def load(self) -> dict[str, Any]:
        row = first_row(FIND, [self.session_key])
        if row is None:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(row[0])
        return data

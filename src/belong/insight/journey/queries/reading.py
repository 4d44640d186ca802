"""What all questions about stays and spans have in common: an instant, who counts, the place in a list."""

from datetime import date, datetime
from typing import Any

from belong.ground.kernel.public import decode_cursor, end_of_day, now

PAGE = 50

AT = "s.from_at < %(at)s and (s.until_at is null or s.until_at >= %(at)s)"
"""The rows `s` that hold at an instant."""

LEFT_OUT = (
    "(p.is_staff or p.is_bot"
    " or p.batch_id is not null and p.batch_id not in (select id from ledger_batch where state = 'complete'))"
)
"""The people `p` who do not count in figures."""

COUNTED = f"not exists (select from people_person p where p.id = s.person_id and {LEFT_OUT})"
"""Who counts in figures. Asked of the person as they are now: an undone import is folded only a while after."""


def instant_of(as_of: date | None) -> datetime:
    """What "as of `as_of`" means: the instant at which the day ends in the organisation's zone; None: now."""
    return now() if as_of is None else end_of_day(as_of)


def after(given: dict[str, Any], cursor: str | None) -> str:
    """The condition of what follows the place of a cursor, its values added to `given`."""
    if not cursor:
        return "true"
    given["last"], given["last_person"] = decode_cursor(cursor, [datetime, int])
    return "(s.from_at, s.person_id) < (%(last)s, %(last_person)s)"

"""Questions that nobody answered wait for an answer, but for those in a closed group: nobody can give one there.

Told when it is asked, from the facts of closing and opening again and from where each question is now: a group is
closed at once, however much was asked in it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from belong.community.discussions.public import questions
from belong.insight.impact.told import ASKED

CLOSED = """
select grp from (
    select distinct on (grp) grp, word from ledger_standing
    where kind in ('groups.group.closed', 'groups.group.reopened') and occurred_at < %s
    order by grp, occurred_at desc, id desc) latest
where word = 'closed'
"""
UNANSWERED = "(first_answer_at < %(end)s) is not true"


@dataclass(frozen=True, slots=True)
class Shut:
    """The questions in groups that were closed at an end: a select of `id`, empty where there is none, and what it
    names."""

    rows: str = ""
    named: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """How many of those that were asked in the period have no answer."""
        if not self.rows:
            return "0"
        return f"select count(*) from impact_question where {ASKED} and {UNANSWERED} and topic_id in ({self.rows})"  # noqa: S608

    @property
    def waits(self) -> str:
        """Whether a question is none of them."""
        return f"topic_id not in ({self.rows})" if self.rows else "true"


def shut(end: datetime) -> Shut:
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, [end])
        groups = [group for (group,) in cursor.fetchall()]
    if not groups:
        return Shut()
    rows, given = questions().filter(group_id__in=groups).values("id").query.sql_with_params()
    named = {f"shut_{place}": value for place, value in enumerate(given)}
    return Shut(rows % tuple(f"%({name})s" for name in named), named)

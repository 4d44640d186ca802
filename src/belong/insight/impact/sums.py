"""What the other tables of impact come to by month: the questions asked, and what they met with.

Each change is added to what is kept, so that nothing else is looked at. `wait` is cut to its two first digits: how many
waited how long is told by few rows, and which of them waited just so long is read from few questions.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from belong.ground.kernel.public import organisation_zone

ANSWERED, RESPONDED, ACCEPTED = "answered", "responded", "accepted"

Asked = tuple[date, int, datetime | None, datetime | None, datetime | None, int | None, int | None]
"""Of a question: its month and hour, when it met with an answer, a response, an acceptance, and its two waits."""

ASKED = "month, hour, first_answer_at, first_response_at, accepted_at, answer_wait, response_wait"

CUT = "{0} - {0} %% (10 ^ greatest(0, length({0}::text) - 2))::bigint"
"""A wait with zeros after its two first digits."""

MET = (
    "(values ('answered', {0}first_answer_at, {0}answer_wait), ('responded', {0}first_response_at, {0}response_wait),"
    " ('accepted', {0}accepted_at, 0)) met (what, at, wait)"
)

QUESTIONS = f"(select {ASKED}, 1 as sign from impact_question)"  # noqa: S608 - pieces of this file only
CHANGED = f"""
(select * from unnest(%(month)s::date[], %(hour)s::int[], %(answer)s::timestamptz[], %(response)s::timestamptz[],
       %(accepted)s::timestamptz[], %(answer_wait)s::bigint[], %(response_wait)s::bigint[], %(sign)s::int[])
    u ({ASKED}, sign))
"""  # noqa: S608

TABLES = {
    "impact_month_asked": (
        "month, hour",
        "select month, hour, sum(sign) from {questions} q group by month, hour having sum(sign) <> 0",
    ),
    "impact_month_met": (
        "what, month, met, wait",
        f"""select what, q.month, date_trunc('month', at at time zone %(zone)s)::date, {CUT.format("wait")}, sum(sign)
            from {{questions}} q cross join lateral {MET.format("q.")} where at is not null
            group by 1, 2, 3, 4 having sum(sign) <> 0""",  # noqa: S608
    ),
}
"""Each table with its key, and what to add to it."""


def make() -> None:
    """Fill the empty tables."""
    for table in TABLES:
        _add(table, QUESTIONS, {})


def renew(gone: Iterable[Asked], new: Iterable[Asked]) -> None:
    """Take in that some questions are `gone`, and others are `new` among them."""
    changes = Counter(new)
    changes.subtract(Counter(gone))
    changed = [(*asked, sign) for asked, sign in changes.items() if sign]
    if not changed:
        return
    names = ("month", "hour", "answer", "response", "accepted", "answer_wait", "response_wait", "sign")
    given = dict(zip(names, map(list, zip(*changed, strict=True)), strict=True))
    for table in TABLES:
        _add(table, CHANGED, given)


def _add(table: str, questions: str, given: dict[str, Any]) -> None:
    key, more = TABLES[table]
    add_up(table, key, more.format(questions=questions), {"zone": organisation_zone().key, **given})


def add_up(table: str, key: str, changes: str, given: dict[str, Any]) -> None:
    """Add the rows of `changes` (the columns of the `key`, a number) to those of `table`; none stays at 0."""
    columns: Sequence[str] = key.split(", ")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""with put as (
                    insert into {table} as kept ({key}, number) {changes}
                    on conflict ({key}) do update set number = kept.number + excluded.number
                    returning {key}, number)
                select {key} from put where number = 0""",  # noqa: S608 - names and pieces of this room only
            given,
        )
        for row in cursor.fetchall():
            same = " and ".join(f"{column} = %s" for column in columns)
            cursor.execute(f"delete from {table} where {same}", row)  # noqa: S608

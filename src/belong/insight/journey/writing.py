"""Rows of stays and spans on their way into the tables: by COPY in the server's own form, or a few by one statement."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from struct import Struct
from typing import NamedTuple

from django.db import connection

from belong.ground.kernel.public import prepared_cursor
from belong.ground.segments.public import instant
from belong.insight.journey.calendar import moment_or_none

ROWS_BY_INSERT = 100
"""Up to so many rows one prepared statement is quicker than a COPY."""

POSTGRES_EPOCH = instant(datetime(2000, 1, 1, tzinfo=UTC))
"""From which the server counts microseconds."""
FIRST, LAST = instant(datetime.min.replace(tzinfo=UTC)), instant(datetime.max.replace(tzinfo=UTC))
"""An instant beyond the calendar is none: what lasts so long lasts for ever."""


class StayRow(NamedTuple):
    """A row of `journey_stay`; instants are microseconds since 1970."""

    person: int
    after: int
    until: int
    since: int
    lasted: int | None
    ladder: int
    stage: str
    rank: int
    move: str
    before: str
    override: int | None
    cause: Sequence[int]


class SpanRow(NamedTuple):
    """A row of `journey_span`; instants are microseconds since 1970."""

    person: int
    aspect: str
    value: str
    clause: str
    after: int
    until: int
    cause: Sequence[int] = ()


def put(stays: Sequence[StayRow], spans: Sequence[SpanRow]) -> None:
    """Add the rows to the tables."""
    if not (stays or spans):
        return
    if len(stays) + len(spans) <= ROWS_BY_INSERT:
        _insert(stays, spans)
        return
    _copy("journey_stay", STAY_COLUMNS, map(_stay, stays))
    _copy("journey_span", SPAN_COLUMNS, map(_span, spans))


STAY_COLUMNS = (
    "person_id, from_at, until_at, since_at, lasted, ladder_id, stage, rank, move, before, override_id, cause"
)
SPAN_COLUMNS = "person_id, aspect, value, clause, from_at, until_at, cause"

_BEGINS = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_ENDS = b"\xff\xff"
_NULL = b"\xff\xff\xff\xff"
_EIGHT, _FOUR, _LENGTH = Struct(">iq"), Struct(">ii"), Struct(">i")
_STAY, _SPAN = Struct(">hiqiq"), Struct(">hiq")
_NUMBERS = Struct(">iiiiii")
_OF_NUMBERS = 20
"""The server's name for a whole number of eight bytes, as arrays tell it."""
_NOTHING = Struct(">iiii").pack(12, 0, 0, _OF_NUMBERS)


def _copy(table: str, columns: str, rows: Iterable[bytes]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table} ({columns}) from stdin (format binary)") as copy,
    ):
        copy.write(_BEGINS)
        copy.write(b"".join(rows))
        copy.write(_ENDS)


def _stay(row: StayRow) -> bytes:
    person, after, until, since, lasted, ladder, stage, rank, move, before, override, cause = row
    return b"".join((
        _STAY.pack(12, 8, person, 8, after - POSTGRES_EPOCH),
        _EIGHT.pack(8, until - POSTGRES_EPOCH) if FIRST <= until <= LAST else _NULL,
        _EIGHT.pack(8, since - POSTGRES_EPOCH),
        _NULL if lasted is None else _FOUR.pack(4, lasted),
        _where(ladder, stage, rank, move, before),
        _NULL if override is None else _EIGHT.pack(8, override),
        _array(cause) if cause else _NOTHING,
    ))  # fmt: skip


def _span(row: SpanRow) -> bytes:
    person, aspect, value, clause, after, until, cause = row
    return b"".join((
        _SPAN.pack(7, 8, person),
        _what(aspect, value, clause),
        _EIGHT.pack(8, after - POSTGRES_EPOCH),
        _EIGHT.pack(8, until - POSTGRES_EPOCH) if FIRST <= until <= LAST else _NULL,
        _array(cause) if cause else _NOTHING,
    ))  # fmt: skip


@lru_cache(maxsize=4096)
def _where(ladder: int, stage: str, rank: int, move: str, before: str) -> bytes:
    return _EIGHT.pack(8, ladder) + _text(stage) + Struct(">ih").pack(2, rank) + _text(move) + _text(before)


@lru_cache(maxsize=4096)
def _what(aspect: str, value: str, clause: str) -> bytes:
    return _text(aspect) + _text(value) + _text(clause)


def _text(text: str) -> bytes:
    written = text.encode()
    return _LENGTH.pack(len(written)) + written


def _array(numbers: Sequence[int]) -> bytes:
    count = len(numbers)
    return _NUMBERS.pack(20 + 12 * count, 1, 0, _OF_NUMBERS, count, 1) + b"".join(
        [_EIGHT.pack(8, number) for number in numbers]
    )


INSERT = (
    f"with also as (insert into journey_stay ({STAY_COLUMNS}) select t.person, t.after, t.until, t.since, t.lasted,"
    " t.ladder, t.stage, t.rank, t.move, t.before, t.override, t.cause::bigint[] from unnest("
    "%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::int[], %s::bigint[], %s::text[],"
    " %s::smallint[], %s::text[], %s::text[], %s::bigint[], %s::text[])"
    " t (person, after, until, since, lasted, ladder, stage, rank, move, before, override, cause))"
    f" insert into journey_span ({SPAN_COLUMNS}) select t.person, t.aspect, t.value, t.clause, t.after, t.until,"
    " t.cause::bigint[] from unnest("
    "%s::bigint[], %s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::text[])"
    " t (person, aspect, value, clause, after, until, cause)"
)


def _insert(stays: Sequence[StayRow], spans: Sequence[SpanRow]) -> None:
    """Both tables in one statement, which is always the same: for a single fact each way to the server counts."""
    columns: list[list[object]] = [[] for _ in range(len(StayRow._fields) + len(SpanRow._fields))]
    for stay in stays:
        person, after, until, since, lasted, ladder, stage, rank, move, before, override, cause = stay
        row = (person, moment_or_none(after), moment_or_none(until), moment_or_none(since), lasted, ladder, stage, rank)
        for column, value in zip(columns, (*row, move, before, override, _said(cause)), strict=False):
            column.append(value)
    of_spans = columns[len(StayRow._fields) :]
    for person, aspect, value, clause, after, until, cause in spans:
        row_of = (person, aspect, value, clause, moment_or_none(after), moment_or_none(until), _said(cause))
        for column, each in zip(of_spans, row_of, strict=True):
            column.append(each)
    with prepared_cursor() as cursor:
        cursor.execute(INSERT, columns)


def _said(numbers: Sequence[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"

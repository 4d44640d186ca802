"""Rows of stays and spans on their way into the tables, by COPY in the server's own form."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from struct import Struct
from typing import Any, NamedTuple

from belong.ground.segments.public import instant

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


class Encoded(NamedTuple):
    """Rows of both tables as the server reads them."""

    stays: bytes
    spans: bytes


def encoded(stays: Iterable[StayRow], spans: Iterable[SpanRow]) -> Encoded:
    """The rows, ready for `put`."""
    return Encoded(b"".join(map(_stay, stays)), b"".join(map(_span, spans)))


def put(cursor: Any, rows: Encoded) -> None:
    """Add the rows to the tables, by a cursor that nobody else uses meanwhile."""
    _copy(cursor, f"copy journey_stay ({STAY_COLUMNS}) from stdin (format binary)", rows.stays)
    _copy(cursor, f"copy journey_span ({SPAN_COLUMNS}) from stdin (format binary)", rows.spans)


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


def _copy(cursor: Any, statement: str, rows: bytes) -> None:
    if rows:
        with cursor.copy(statement) as copy:
            copy.write(_BEGINS)
            copy.write(rows)
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

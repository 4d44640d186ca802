"""The rows of a few people made what they should be: what is the same already stays untouched."""
# ruff: noqa: S608 - only names that stand in the code are put into SQL; every value is a parameter

import json
from collections.abc import Sequence

from belong.ground.kernel.public import prepared_cursor
from belong.insight.journey.calendar import moment_or_none
from belong.insight.journey.writing import SPAN_COLUMNS, STAY_COLUMNS, SpanRow, StayRow

STAY_TYPES = "bigint timestamptz timestamptz timestamptz int bigint text smallint text text bigint bigint[]".split()
SPAN_TYPES = "bigint text text text timestamptz timestamptz bigint[]".split()


def _made(table: str, columns: str, types: Sequence[str], keys: Sequence[str]) -> tuple[str, str, str]:
    """The rows that are given, the deletion of those that are not among them, and the writing of those that differ."""
    names = columns.split(", ")
    fields = ", ".join(f"{name} {kind}" for name, kind in zip(names, types, strict=True))
    same = " and ".join(f"t.{key} = s.{key}" for key in keys)
    others = [name for name in names if name not in keys]
    new, old = ", ".join(f"excluded.{name}" for name in others), ", ".join(f"s.{name}" for name in others)
    return (
        f"{table}_given as materialized (select {columns} from json_to_recordset(%s::json) as t ({fields}))",
        f"{table}_gone as (delete from {table} s where s.person_id = any(%s::bigint[])"
        f" and not exists (select from {table}_given t where {same}))",
        f"insert into {table} as s ({columns}) select {columns} from {table}_given on conflict ({', '.join(keys)})"
        f" do update set ({', '.join(others)}) = row({new}) where ({old}) is distinct from ({new})",
    )


_STAYS = _made("journey_stay", STAY_COLUMNS, STAY_TYPES, ("person_id", "from_at"))
_SPANS = _made("journey_span", SPAN_COLUMNS, SPAN_TYPES, ("person_id", "aspect", "from_at"))
REPLACE = f"with {_STAYS[0]}, {_SPANS[0]}, {_STAYS[1]}, {_SPANS[1]}, put as ({_STAYS[2]}) {_SPANS[2]}"
"""Always the same statement: for a single fact each way to the server counts, and of a life a fact changes the end."""


def replace(ids: Sequence[int], stays: Sequence[StayRow], spans: Sequence[SpanRow]) -> None:
    """Leave of everything that the tables hold under these ids exactly the rows."""
    given_stays = [
        dict(zip(_STAY_NAMES, (row.person, _at(row.after), _at(row.until), _at(row.since), *row[4:]), strict=True))
        for row in stays
    ]
    given_spans = [
        dict(zip(_SPAN_NAMES, (*row[:4], _at(row.after), _at(row.until), row.cause), strict=True)) for row in spans
    ]
    with prepared_cursor() as cursor:
        cursor.execute(REPLACE, [json.dumps(given_stays), json.dumps(given_spans), list(ids), list(ids)])


_STAY_NAMES = STAY_COLUMNS.split(", ")
_SPAN_NAMES = SPAN_COLUMNS.split(", ")


def _at(instant: int) -> str | None:
    moment = moment_or_none(instant)
    return None if moment is None else moment.isoformat()

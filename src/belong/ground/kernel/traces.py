"""Where in the database somebody is named: every table there is is asked, whoever owns it."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

COLUMNS = """
select c.relname, array_agg(a.attname::text order by a.attnum),
    coalesce((select array_agg(k.attname::text order by k.attnum) from pg_index i
        join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '{}')
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and (t.typcategory = 'S' or t.typname in ('json', 'jsonb', 'xml', 'tsvector', '_text', '_varchar', 'inet'))
group by c.oid, c.relname order by c.relname
"""


@dataclass(frozen=True, slots=True)
class Trace:
    """A row that holds one of the words: its table, and its key (the parts of one of several columns with commas)."""

    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names, handles and addresses of somebody, as they are looked for: whole, whatever their capitals."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Names":
        """Of one character, or empty, nothing could be told; the longest come first."""
        known = {" ".join(text.split()) for text in texts}
        return cls(tuple(sorted({text for text in known if len(text) > 1}, key=lambda text: (-len(text), text))))

    def __bool__(self) -> bool:
        return bool(self.texts)

    def are_in(self, text: str) -> bool:
        return bool(self) and self._pattern().search(text) is not None

    def hidden_in(self, text: str, instead: str) -> str:
        """`text` with `instead` wherever one of the names stands in it."""
        return self._pattern().sub(lambda _found: instead, text) if self else text

    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self._either()})(?!\w)", re.IGNORECASE)

    def _either(self) -> str:
        written = dict.fromkeys(form for text in self.texts for form in (text, html.escape(text)))
        return "|".join(r"\s+".join(re.escape(word) for word in form.split()) for form in written)

    @property
    def expression(self) -> str:
        """The same for PostgreSQL's `~*`."""
        return rf"(?<!\w)(?:{self._either()})(?!\w)"


def traces(names: Names) -> list[Trace]:
    """All rows of all tables that hold one of the names, by table; a scan of each, for background work."""
    if not names:
        return []
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        tables = cursor.fetchall()
        return [trace for name, columns, key in tables for trace in _in_table(cursor, name, columns, key, names)]


def _in_table(cursor: object, table: str, columns: list[str], key: list[str], names: Names) -> Iterable[Trace]:
    key = key or columns
    query = sql.SQL("select {key} from {table} where {held} ~* %s order by 1").format(
        key=_joined(",", key), table=sql.Identifier(table), held=_joined("\n", columns)
    )
    cursor.execute(query, [names.expression])  # type: ignore[attr-defined]
    return [Trace(table, found) for (found,) in cursor.fetchall()]  # type: ignore[attr-defined]


def _joined(between: str, columns: Iterable[str]) -> sql.Composable:
    parts = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(column)) for column in columns)
    return sql.SQL("concat_ws({}, {})").format(sql.Literal(between), parts)

"""What the tables say, in words that do not depend on when and in what order rows were made.

Numbers that only this database knows become what they stand for: a person its identity, a topic its key, a fact what
it tells. Two databases, or one at two times, tell the same exactly where `told` gives the same.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

ROOMS = ("people", "groups", "tags", "touches", "discussions", "ledger", "journey", "impact", "person")
UNTOLD = {
    "ledger_era",
    "ledger_place",
    "ledger_reacted",
    "ledger_kind",
    "ledger_source",
    "ledger_sourcekey",
    "journey_touched",
    "discussions_importedref",
}
VOLATILE = {
    "id", "uid", "era", "tx", "recorded_at", "opened_at", "completed_at", "source_id",
}  # fmt: skip
PERSONS = {
    "person", "person_id", "actor", "counterpart", "author_id", "asker_id", "editor_id", "recorded_by", "by_id",
    "set_by_id", "chosen_by_id", "canonical", "into", "other_id",
}  # fmt: skip
POSTS = {"post_id", "parent_id", "root_id", "opening_id", "accepted_id", "loaded_accepted"}
TOPICS = {"topic_id", "topic", "target_id"}
FACTS = {"fact_id", "fact", "cause"}
GROUPS = {"group_id", "grp"}
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

Names = dict[int, str]


def told(*, batches: bool = True) -> dict[str, list[str]]:
    """Each table of the rooms, sorted. Without `batches` neither who brought a row nor what does not stand is told."""
    teller = _Teller(batches)
    return {table: sorted(teller.rows(table)) for table in _tables()}


def differences(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """The first few rows that only one of two tales has."""
    found = []
    for table in sorted({*one, *other}):
        left, right = set(one.get(table, [])), set(other.get(table, []))
        found += [f"- {table} {row}" for row in sorted(left - right)[:5]]
        found += [f"+ {table} {row}" for row in sorted(right - left)[:5]]
        if len(one.get(table, [])) != len(other.get(table, [])):
            found.append(f"{table}: {len(one.get(table, []))} and {len(other.get(table, []))} rows")
    return found


def _tables() -> list[str]:
    return sorted(
        table
        for table in connection.introspection.table_names()
        if table.partition("_")[0] in ROOMS and table not in UNTOLD
    )


class _Teller:
    def __init__(self, batches: bool) -> None:
        self._batches = batches
        self._persons: Names = dict(
            _query("select person_id, string_agg(source || ':' || key, ' ' order by source, key) from people_identity"
                   " group by 1")
        )  # fmt: skip
        self._topics: Names = dict(_query("select id, coalesce(source_key, title) from discussions_topic"))
        self._posts: Names = dict(_query("select id, coalesce(source_key, html) from discussions_post"))
        self._groups: Names = dict(_query("select id, slug from groups_group"))
        self._touches: Names = dict(_query("select id, source_key from touches_touch"))
        self._tags: Names = dict(_query("select id, slug from tags_tag"))
        order = enumerate(_query("select id, source, label, state from ledger_batch order by id"))
        self._states = dict(_query("select id, state from ledger_batch"))
        self._batch: Names = {row[0]: f"{place} {row[1]} {row[3]}" for place, row in order}
        self._topic_batches = dict(_query("select id, batch_id from discussions_topic"))
        self._uids = {
            str(uid): name
            for table, names in (("topic", self._topics), ("post", self._posts))
            for id, uid in _query(f"select id, uid from discussions_{table}")
            for name in [f"{table} {names[id]}"]
        } | {str(uid): f"file {key}" for uid, key in _query("select uid, source_key from discussions_attachment")}
        self._facts: Names = {}
        for id, kind, about, actor, at in _query("select id, kind, about, actor, occurred_at from ledger_fact"):
            when = "" if kind.startswith("ledger.") else str(at)
            self._facts[id] = f"{kind} {self._about(about)} {self._persons.get(actor)} {when}"

    def rows(self, table: str) -> Iterable[str]:
        with connection.cursor() as cursor:
            cursor.execute(f'select * from "{table}"')
            columns = [column.name for column in cursor.description or ()]
            rows = cursor.fetchall()
        for row in rows:
            values = dict(zip(columns, row, strict=True))
            if table == "ledger_fact" and values["kind"].startswith("ledger."):
                values["occurred_at"] = None
            if not self._batches and self._left_out(table, values):
                continue
            yield json.dumps({name: self._value(table, name, value) for name, value in values.items()
                              if self._is_told(table, name)}, default=str, sort_keys=True)  # fmt: skip

    def _left_out(self, table: str, row: dict[str, Any]) -> bool:
        """What came and went: rows and facts of withdrawn batches, and the tale of batches itself."""
        if table in {"ledger_batch", "ledger_withdrawal", "discussions_importedchange", "groups_groupuse"}:
            return True
        if table == "ledger_fact" and row["kind"].startswith("ledger."):
            return True
        batch = self._topic_batches.get(row["topic_id"]) if table == "discussions_topictag" else row.get("batch_id")
        return self._states.get(batch) == "withdrawn"

    def _is_told(self, table: str, name: str) -> bool:
        if table == "ledger_batch" and name in {"withdrawn_at", "label"}:
            return False
        if table == "people_person" and name == "id":
            return True
        return name not in VOLATILE and (self._batches or name not in {"batch_id"})

    def _value(self, table: str, name: str, value: Any) -> Any:
        names = self._names(table, name)
        if names is not None and isinstance(value, (int, list)):
            return [names(one) for one in value] if isinstance(value, list) else names(value)
        if name == "about":
            return self._about(value)
        if name == "payload" and isinstance(value, str):
            return self._payload(json.loads(value))
        if isinstance(value, (bytes, memoryview)):
            return bytes(value).hex()
        if isinstance(value, str):
            return _UID.sub(lambda found: self._uids.get(found[0], found[0]), value)
        return value

    def _names(self, table: str, name: str) -> Callable[[int], object] | None:
        for columns, names in (
            (PERSONS, self._persons),
            (POSTS, self._posts),
            (TOPICS, self._topics),
            (GROUPS, self._groups),
            (FACTS, self._facts),
            ({"tag_id"}, self._tags),
            ({"touch_id"}, self._touches),
            ({"id"} if table == "people_person" else set(), self._persons),
            ({"batch_id"} if table else {"number"}, self._batch),
        ):
            if name in columns and not (table == "discussions_importedchange" and name == "fact"):
                return lambda number, names=names: names.get(number, f"unknown {number}")  # type: ignore[misc]
        return None

    def _about(self, about: str) -> str:
        kind, _, number = about.partition(":")
        names = {
            "discussions.topic": self._topics,
            "discussions.post": self._posts,
            "people.person": self._persons,
            "groups.group": self._groups,
            "tags.tag": self._tags,
            "ledger.batch": self._batch,
        }.get(kind)
        if names is None:
            return kind
        return f"{kind}:{names.get(int(number), number)}"

    def _payload(self, payload: dict[str, Any]) -> dict[str, Any]:
        return {name: self._value("", name, value) for name, value in payload.items()}


def _query(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: list[Any] = cursor.fetchall()
    return rows

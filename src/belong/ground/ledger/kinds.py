"""Keeps the table `ledger_kind`, by which SQL knows the words, equal to the catalogue."""

from typing import Any

from django.db import connection as default_connection

from belong.ground.ledger import facts as _every_area  # noqa: F401  (importing it fills the catalogue)
from belong.ground.ledger.facts.base import catalogue


def kind_rows() -> list[tuple[Any, ...]]:
    """What `ledger_kind` has to hold, in its own order of columns."""
    return [
        (kind.kind, kind.word, kind.version, kind.contribution, kind.acknowledgement, kind.activity, kind.begins)
        for kind in catalogue().values()
    ]


def sync_kinds(connection: Any = default_connection) -> None:
    """Bring `ledger_kind` up to date. Kinds that the catalogue no longer has stay: their facts do too."""
    with connection.cursor() as cursor:
        cursor.execute("select kind, word, version, contribution, acknowledgement, activity, begins from ledger_kind")
        known = set(cursor.fetchall())
        for row in kind_rows():
            if row not in known:
                cursor.execute(
                    """
                    insert into ledger_kind
                        (kind, word, version, contribution, acknowledgement, activity, begins)
                    values (%s, %s, %s, %s, %s, %s, %s)
                    on conflict (kind) do update set
                        word = excluded.word, version = excluded.version, contribution = excluded.contribution,
                        acknowledgement = excluded.acknowledgement, activity = excluded.activity,
                        begins = excluded.begins
                    """,
                    row,
                )

"""The planner's statistics after a large load, which would otherwise be wrong for about a minute."""

from django.db import connection

BIG_BATCH = 10_000

_refreshed: set[tuple[str, int]] = set()


def refresh_statistics(batch: int) -> None:
    """Once per process and large batch: a load also fills tables of other rooms, so all of them are looked at."""
    key = (str(connection.settings_dict["NAME"]), batch)
    if key in _refreshed:
        return
    _refreshed.add(key)
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from ledger_fact where batch_id = %s offset %s limit 1)", [batch, BIG_BATCH]
        )
        if cursor.fetchone()[0]:
            cursor.execute("analyze")

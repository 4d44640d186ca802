"""The planner knows something of every table with rows."""

from django.db import connection

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.statistics import look_at_tables


def test_a_small_table_and_a_column_that_is_new_are_looked_at_once(clone: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table odd_rows (number int, said jsonb, words tsvector, ids uuid[], at timestamptz)")
        cursor.execute("create table odd_empty (number int)")
        cursor.execute("insert into odd_rows select n, '{}', '', '{}' from generate_series(1, 12) n")
        cursor.execute("select pg_stat_force_next_flush()")
        cursor.execute("select 1")
    found = look_at_tables()
    assert "odd_rows" in found
    assert "odd_empty" not in found
    assert OutboxMessage._meta.db_table not in found
    assert "odd_rows" not in look_at_tables()
    with connection.cursor() as cursor:
        cursor.execute("alter table odd_rows add gone_at timestamptz")
        assert look_at_tables() == ["odd_rows"]
        cursor.execute("explain (format json) select from odd_rows where gone_at is null")
        assert cursor.fetchone()[0][0]["Plan"]["Plan Rows"] == 12

"""What PostgreSQL's planner knows of the tables: something of each column of each that holds rows.

The server looks at a table by itself once fifty of its rows changed. A community has a dozen groups, so it would guess
for ever; of a column that a migration adds it would, too. It guesses that hardly any row has nothing in a column, and
reads all topics to list the latest.
"""

import logging

from django.db import connection
from psycopg import sql

from belong.ground.kernel.tasks import task

UNKNOWN = """
select c.relname from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and pg_stat_get_live_tuples(c.oid) > 0
    and pg_get_userbyid(c.relowner) = current_user
    and exists (
        select from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and not exists (
            select from pg_stats s
            where s.schemaname = current_schema() and s.tablename = c.relname and s.attname = a.attname
        )
    )
order by c.relname
"""

log = logging.getLogger("belong.database")


def look_at_tables() -> list[str]:
    """Analyze the tables with rows of some column of which the planner knows nothing; gives their names."""
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN)
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            cursor.execute(sql.SQL("analyze {}").format(sql.Identifier(name)))
    return names


@task("kernel.look_at_tables", cron="7 * * * *")
def look() -> None:
    """Each hour; it finds nothing to do but after a beginning or an upgrade."""
    if names := look_at_tables():
        log.info("looked at %s for the planner: %s", len(names), ", ".join(names))

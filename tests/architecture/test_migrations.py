"""Migrations lead back as well as forward."""

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

from belong.insight.journey.public import current_ladder

ROOMS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("belong."))
CATALOGUE = {
    "columns": """
        select table_name, column_name, data_type, is_nullable, column_default
        from information_schema.columns where table_schema = 'public'""",
    "constraints": """
        select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'public'::regnamespace""",
    "indexes": "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'",
    "views": "select viewname, definition from pg_views where schemaname = 'public'",
    "triggers": """
        select tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) from pg_trigger
        where not tgisinternal""",
    "collations": """
        select collname, collprovider, collcollate from pg_collation where collnamespace = 'public'::regnamespace""",
    "functions": "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace",
}


def shape() -> dict[str, set[tuple[Any, ...]]]:
    """All that migrations make, in words that do not depend on when it was made."""
    found = {}
    with connection.cursor() as cursor:
        for name, statement in CATALOGUE.items():
            cursor.execute(statement)
            found[name] = set(cursor.fetchall())
    return found


def ours(found: dict[str, set[tuple[Any, ...]]]) -> list[str]:
    """What is still there of the rooms' own."""
    return sorted({row[0] for rows in found.values() for row in rows if row[0].split("_")[0] in {*ROOMS, "person"}})


@pytest.mark.parametrize("label", ROOMS)
def test_every_step_has_a_way_back(label: str) -> None:
    for (app, name), step in MigrationLoader(None).disk_migrations.items():
        if app == label:
            for operation in step.operations:
                assert operation.reversible, f"{app}.{name}: {operation.describe()}"
                if isinstance(operation, RunSQL):
                    assert operation.reverse_sql is not RunSQL.noop, f"{app}.{name}"
                if isinstance(operation, RunPython):
                    assert operation.reverse_code is not RunPython.noop, f"{app}.{name}"


@pytest.mark.usefixtures("clone")
def test_all_rooms_to_nothing_and_forward_again() -> None:
    before, ladder = shape(), current_ladder()
    for label in ROOMS:
        if MigrationExecutor(connection).loader.graph.leaf_nodes(label):
            call_command("migrate", label, "zero", verbosity=0, interactive=False)
    assert ours(shape()) == []
    call_command("migrate", verbosity=0, interactive=False)
    assert shape() == before
    again = current_ladder()
    assert (again.key, again.stages) == (ladder.key, ladder.stages)


@pytest.mark.usefixtures("clone")
def test_the_first_ladder_goes_and_comes_with_its_step() -> None:
    def since_ever() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("select key from journey_ladder where from_at is null")
            return [key for (key,) in cursor]

    assert since_ever() == ["belonging"]
    call_command("migrate", "journey", "0001", verbosity=0, interactive=False)
    assert since_ever() == []
    call_command("migrate", "journey", verbosity=0, interactive=False)
    assert since_ever() == ["belonging"]

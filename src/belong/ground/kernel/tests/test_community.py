"""What the hosts set: read once, never stale, never asked for by a timer."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from belong.ground.kernel.public import (
    Community,
    OutsideTransaction,
    community,
    one_reading,
    organisation_zone,
    setting,
    settled,
    shown_version,
    write_settings,
)


def test_of_what_nobody_set_the_usual_holds(db: None) -> None:
    with one_reading():
        assert community() == Community()
        assert (community().name, community().language, community().is_open) == ("Belong", "en", True)
        assert setting("retention.logs") is None


def test_what_is_written_holds_at_once_and_can_be_taken_back(db: None) -> None:
    write_settings({"name": "The mill", "languages": ["de", "en"], "retention.logs": 7, "time_zone": "Europe/Berlin"})
    assert (community().name, community().languages, community().language) == ("The mill", ("de", "en"), "de")
    assert (setting("retention.logs"), organisation_zone().key) == (7, "Europe/Berlin")
    write_settings({"name": None, "time_zone": None})
    assert (community().name, organisation_zone().key) == ("Belong", "UTC")


@contextmanager
def outside_of_a_transaction() -> Iterator[None]:
    """As if the test had begun none; whatever is read inside is read as it stands in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections["default"], "in_atomic_block", False)
        yield


def test_a_write_belongs_to_a_transaction(db: None) -> None:
    with outside_of_a_transaction(), pytest.raises(OutsideTransaction):
        write_settings({"name": "The mill"})


def test_what_was_rolled_back_was_never_set_even_for_who_read_it(db: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), one_reading():
        write_settings({"name": "Rolled back"})
        assert community().name == "Rolled back"
        raise DatabaseError
    with transaction.atomic():
        write_settings({"purpose": "An oven."})
    with one_reading():
        assert (community().name, community().purpose) == ("Belong", "An oven.")


def test_within_one_reading_nothing_changes_that_another_process_writes(db: None) -> None:
    with one_reading():
        assert community().name == "Belong"
        with connection.cursor() as cursor:  # as another process: this one is not told
            cursor.execute("insert into kernel_setting (name, value) values ('name', '\"The mill\"')")
        assert community().name == "Belong"
    with one_reading():
        assert community().name == "The mill"


def test_one_small_statement_tells_that_all_is_as_it_was(db: None) -> None:
    write_settings({"name": "The mill"})
    with one_reading():
        community()
    with one_reading(), CaptureQueriesContext(connection) as asked:
        assert community().name == "The mill"
        assert organisation_zone().key == "UTC"
    assert len(asked) == 1
    with one_reading():
        community()
        with CaptureQueriesContext(connection) as asked:
            assert community().name == "The mill"
        assert len(asked) == 0


def test_every_change_gives_a_version_that_never_was(db: None) -> None:
    seen = set()
    for name in ("a", "b", "a", "b"):
        with transaction.atomic():
            write_settings({"name": name})
        with connection.cursor() as cursor:
            cursor.execute("select version from kernel_setting_version")
            seen.add(cursor.fetchone()[0])
    assert len(seen) == 4


def test_a_change_is_one_of_what_strangers_pages_show(db: None) -> None:
    with outside_of_a_transaction():
        before = shown_version()
    write_settings({"name": "The mill"})
    with outside_of_a_transaction():
        after = shown_version()
    assert before is not None
    assert after is not None
    assert after > before


def test_what_the_environment_fixes_is_not_for_the_table_to_say(db: None, settings: Settings) -> None:
    settings.COMMUNITY = {"name": "Fixed", "languages": ["fr"]}
    write_settings({"name": "The mill", "languages": ["de"], "purpose": "An oven."})
    assert (community().name, community().language, community().purpose) == ("Fixed", "fr", "An oven.")
    assert community().fixed == {"name", "languages"}


def test_without_a_database_what_was_known_last_is_said(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    write_settings({"name": "The mill"})
    with one_reading():
        assert community().name == "The mill"

    def gone(*_: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr("belong.ground.kernel.community.first_row", gone)
    with one_reading(), pytest.raises(DatabaseError):
        community()  # inside a transaction nothing is glossed over
    with outside_of_a_transaction(), one_reading():
        assert community().name == "The mill"


def test_a_test_says_how_things_are(db: None) -> None:
    with settled(name="A"), settled(time_zone="Europe/Berlin"):
        assert (community().name, organisation_zone().key) == ("A", "Europe/Berlin")
    assert (community().name, organisation_zone().key) == ("Belong", "UTC")

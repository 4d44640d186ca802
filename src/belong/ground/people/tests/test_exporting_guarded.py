"""An archive of somebody is made while they are being erased."""

from pathlib import Path
from threading import Thread
from typing import IO

import pytest
from django.db import connection, connections
from pytest_django import Settings

from belong.ground.kernel.public import stored_names
from belong.ground.people.commands.erase import erase_person
from belong.ground.people.commands.own_data import exporting
from belong.ground.people.models import Export
from belong.ground.people.public import ask_export
from belong.ground.people.tests.support import pk, someone, wait_for_a_lock


def test_it_is_written_outside_a_transaction_and_who_erases_them_waits_for_it(
    clone: str, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    mia = someone("Mia")
    ask_export(actor=mia)
    seen: list[bool] = []
    writing: list[int] = []

    def erase() -> None:
        try:
            erase_person(pk(mia))
        finally:
            connections.close_all()

    eraser = Thread(target=erase)

    def write(person: int, file: IO[bytes]) -> None:
        seen.append(connection.in_atomic_block)
        eraser.start()
        wait_for_a_lock()
        writing.append(others_who_write())
        file.write(b"all of it")

    monkeypatch.setattr(exporting, "write_archive", write)
    exporting.make_export(Export.objects.get().pk)
    eraser.join(30)
    assert (seen, writing) == ([False], [0]), "all who follow the ledger wait for who has written"
    assert not Export.objects.exists()
    assert list(stored_names()) == []


def others_who_write() -> int:
    """How many other transactions of this database have written and not ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])

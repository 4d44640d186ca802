"""The `belong` command where something is wrong: words that say what would help, and nothing lost."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from belong.ground.kernel import postgres
from tests.stories.command import Belong, folder, fresh

__all__ = ["folder", "fresh"]


def test_a_first_start_that_was_killed_is_gone_on_with(fresh: Belong) -> None:
    with postgres.ensure(fresh.home) as server:
        first = fresh.started("report", "health")
        with psycopg.connect(server.url, autocommit=True) as connection:
            ends = time.monotonic() + 60
            while not applied(connection):
                assert time.monotonic() < ends
                time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
        first.communicate()
        with psycopg.connect(server.url) as connection:
            assert not whole(connection), "the kill came too late to be one in the middle"
        assert fresh.answer("report", "health")["people"] == 0
    assert all(check["ok"] for check in fresh.answer("doctor"))


def applied(connection: psycopg.Connection) -> bool:
    there = connection.execute("select to_regclass('django_migrations') is not null").fetchone()
    if there is None or not there[0]:
        return False
    count = connection.execute("select count(*) from django_migrations").fetchone()
    return count is not None and count[0] > 3


def whole(connection: psycopg.Connection) -> bool:
    there = connection.execute("select to_regclass('archives_run') is not null").fetchone()
    return there is not None and bool(there[0])


def test_tables_of_somebody_else_are_left_alone(fresh: Belong) -> None:
    with postgres.ensure(fresh.home) as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("create table theirs (id int)")
        assert "The database lacks" in fresh.refused("report", "health")


def test_a_backup_is_made_before_an_upgrade(fresh: Belong, folder: Path) -> None:
    assert "there is nothing to back up" in fresh.refused("backup", str(folder / "nothing.belong"))
    fresh.done("manage", "owner", "owner@example.org", BELONG_OWNER_PASSWORD="a long enough secret")
    with postgres.ensure(fresh.home) as server:
        back = [sys.executable, "-m", "django", "migrate", "archives", "0001", "--settings=belong.config.settings"]
        subprocess.run(back, env={**fresh.environment, "DATABASE_URL": server.url}, capture_output=True, check=True)
        assert "Make a backup" in fresh.refused("report", "health")
        kept = folder / "before.belong"
        fresh.done("backup", str(kept))
        fresh.done("manage", "migrate")
    again = Belong(folder / "again")
    again.done("restore", str(kept))
    assert again.answer("report", "ladder")["stages"] == fresh.answer("report", "ladder")["stages"]
    again("stop")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("BELONG_TIME_ZONE", "Mars/Olympus", "use a time zone such as Europe/Berlin"),
        ("DATABASE_URL", "foo", "write it as postgresql://"),
        ("BELONG_TLS", "perhaps", "use 1 or 0"),
    ],
)
def test_a_wrong_setting_is_named(fresh: Belong, name: str, value: str, says: str) -> None:
    refused = fresh.refused("report", "health", **{name: value})
    assert name in refused
    assert says in refused
    looked = fresh("doctor", "--format", "json", **{name: value})
    assert looked.returncode == 1, looked.stderr
    [finding] = json.loads(looked.stdout)
    assert (finding["check"], finding["ok"]) == ("database", False)
    assert says in finding["says"]


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_days_beyond_counting_are_refused(fresh: Belong, day: str) -> None:
    for words in (["report", "ladder", "--as-of"], ["report", "health", "--from"], ["report", "health", "--to"]):
        assert "take a day between" in fresh.refused(*words, day)
    assert not fresh.home.exists()


def test_a_damaged_backup_says_so_and_leaves_an_empty_home(fresh: Belong, folder: Path) -> None:
    fresh.done("manage", "owner", "owner@example.org", BELONG_OWNER_PASSWORD="a long enough secret")
    kept = folder / "damaged.belong"
    fresh.done("backup", str(kept))
    content = bytearray(kept.read_bytes())
    begins = content.index(b"PGDMP")
    content[begins : begins + 5] = b"XXXXX"
    kept.write_bytes(content)
    elsewhere = Belong(folder / "elsewhere")
    assert "nothing was changed" in elsewhere.refused("restore", str(kept))
    content[begins : begins + 5] = b"PGDMP"
    kept.write_bytes(content)
    elsewhere.done("restore", str(kept))
    elsewhere("stop")

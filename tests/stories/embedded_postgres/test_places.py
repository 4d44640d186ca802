"""Homes with long or awkward names, other versions, a wrong setting."""

import shutil
from pathlib import Path

import psycopg
import pytest

from belong.ground.kernel import postgres
from belong.ground.kernel.postgres.places import Places
from tests.stories.embedded_postgres.world import World


@pytest.mark.parametrize("name", ['it\'s a "home" $(touch x) ä', "`touch x`, and more"])
def test_a_home_with_a_name_for_the_shell(here: World, name: str) -> None:
    home = here.home(name)
    with postgres.ensure(home) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    assert list(here.folder.rglob("x")) == []


def test_a_long_path_takes_a_short_folder_for_its_socket(here: World) -> None:
    home = here.home("/".join(["a" * 40] * 3))
    with postgres.ensure(home) as server:
        sockets = Places.of(home).sockets
        assert sockets.parent == Path("/tmp")
        assert sockets.stat().st_mode & 0o777 == 0o700
        with psycopg.connect(server.url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)


def test_another_major_version_is_refused_in_words(here: World) -> None:
    home = here.home()
    cluster = Places.of(home).cluster
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("99\n")
    with pytest.raises(postgres.PostgresError, match=r"made by PostgreSQL 99, .* not here \(found: \d+ in"):
        postgres.ensure(home)
    shutil.rmtree(cluster)


def test_a_wrong_pg_bin_is_refused_in_words(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(here.folder))
    with pytest.raises(postgres.PostgresError, match=r"PG_BIN is .*initdb.* missing"):
        postgres.ensure(here.home())

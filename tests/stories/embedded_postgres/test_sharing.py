"""Shared by processes, started by the first and stopped by the last."""

import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from belong.ground.kernel import postgres
from belong.ground.kernel.postgres import waiting
from belong.ground.kernel.postgres.places import Places
from tests.stories.embedded_postgres.world import ROOT, World, alive


def test_the_first_starts_it_and_the_last_stops_it(world: World) -> None:
    home = world.home()
    first = world.client(home).ready()
    assert first.sql("create table t (n int)") == "done"
    number = world.server(home)
    second = world.client(home).ready()
    assert first.leave() == "left"
    assert alive(number)
    assert second.sql("select count(*) from t") == "[(0,)]"
    assert second.leave() == "stopped"
    assert not alive(number)
    assert not (Places.of(home).cluster / "postmaster.pid").exists()


def test_three_at_once_make_one_cluster(world: World) -> None:
    home = world.home()
    counted = world.folder / "bin"
    counted.mkdir()
    for program in world.programs.iterdir():
        (counted / program.name).symlink_to(program)
    count = world.folder / "count"
    count.mkdir()
    count.chmod(0o777)
    (counted / "initdb").unlink()
    (counted / "initdb").write_text(f'#!/bin/sh\nmktemp {count}/XXXXXX\nexec {world.programs}/initdb "$@"\n')
    (counted / "initdb").chmod(0o755)
    world.environment["PG_BIN"] = str(counted)
    clients = [world.client(home) for _ in range(3)]
    assert [client.heard() for client in clients] == ["ready"] * 3
    assert len(list(count.iterdir())) == 1
    assert len({client.sql("select pg_postmaster_start_time()::text") for client in clients}) == 1
    assert [client.leave() for client in clients] == ["left", "left", "stopped"]


def test_two_homes_side_by_side(world: World) -> None:
    one, other = world.client(world.home("one")).ready(), world.client(world.home("other")).ready()
    one.sql("create table t as select 'one' as name")
    other.sql("create table t as select 'other' as name")
    assert one.leave() == "stopped"
    assert other.sql("select name from t") == "[('other',)]"
    assert world.client(world.home("one")).ready().sql("select name from t") == "[('one',)]"


def test_stop_all_stops_it_under_its_users(here: World) -> None:
    home = here.home()
    assert not postgres.stop_all(home)
    assert list(home.iterdir()) == []
    client = here.client(home).ready()
    assert postgres.running(home)
    assert postgres.stop_all(home)
    assert not postgres.running(home)
    assert not postgres.stop_all(home)
    assert client.tell("sql select 1").startswith("failed")
    assert client.leave() == "left"


def test_a_url_makes_nothing(folder: Path) -> None:
    home = folder / "a b" / "home"
    assert postgres.url(home) == f"postgresql://belong@/belong?host={folder}/a%20b/home/postgres/run&port=5432"
    assert not home.parent.exists()


def test_a_server_started_by_hand_is_left_alone(here: World) -> None:
    home = here.home()
    postgres.ensure(home).release()
    places = Places.of(home)
    words = f"-c listen_addresses= -c unix_socket_directories={here.folder}"
    switch = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"] if ROOT else []
    control = [*switch, f"{here.programs}/pg_ctl", "-D", str(places.cluster)]
    if ROOT and subprocess.run([*switch, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no user namespaces here")
    subprocess.run([*control, "-w", "-l", str(places.log), "-o", words, "start"], check=True, capture_output=True)
    try:
        with pytest.raises(postgres.PostgresError, match="was not started by belong"):
            postgres.ensure(home)
        assert alive(here.server(home))
    finally:
        subprocess.run([*control, "-m", "fast", "-w", "stop"], check=True, capture_output=True)


def test_a_recovering_server_is_waited_for_with_a_word(
    here: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first answers are "not yet", as in a recovery that takes its time."""
    home = here.home()
    slow = here.folder / "bin"
    slow.mkdir()
    for program in here.programs.iterdir():
        (slow / program.name).symlink_to(program)
    (slow / "pg_isready").unlink()
    (slow / "pg_isready").write_text(
        f"#!/bin/sh\necho x >> {here.folder}/asked\n"
        f'[ $(wc -l < {here.folder}/asked) -lt 8 ] && exit 1\nexec {here.programs}/pg_isready "$@"\n'
    )
    (slow / "pg_isready").chmod(0o755)
    monkeypatch.setenv("PG_BIN", str(slow))
    monkeypatch.setattr(waiting, "FIRST_WORD", 0.1)
    with postgres.ensure(home) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    assert "The database is recovering after an unclean stop (0 s) ..." in capsys.readouterr().err


def test_a_forked_child_keeps_the_share_but_does_not_end_it(here: World) -> None:
    """A web server's workers are forks of the process that took the share."""
    home = here.home()
    handle = postgres.ensure(home)
    ours, theirs = socket.socketpair()
    script = "import socket, sys\ns = socket.socket(fileno=int(sys.argv[1]))\ns.send(b'r')\ns.recv(1)\n"
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(theirs.fileno())],
        pass_fds=(theirs.fileno(), handle.fileno()),
        start_new_session=True,
    )
    try:
        assert ours.recv(1) == b"r"
        assert not handle.release()
        assert postgres.running(home)
    finally:
        ours.send(b"x")
        child.wait(timeout=20)
        ours.close()
        theirs.close()
    with postgres.ensure(home) as last, psycopg.connect(last.url) as connection:
        connection.execute("select 1")
    assert not postgres.running(home)

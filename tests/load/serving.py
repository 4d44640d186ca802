"""A start of everything on a home that knows a community: how soon it answers, and what it all weighs in memory."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from belong.ground.kernel import postgres
from tests.load import dump, homes
from tests.load.figures import Figure
from tests.load.pages import Visitor, postmaster
from tests.load.processes import descendants, proportional_mib

POSTS, VISITS, STARTS = 20_000, 400, 3
PATIENCE = 60


def measure(folder: Path, scale: float) -> Iterator[Figure]:
    home, archive = folder / "home", folder / "se-bench"
    dump.write(archive, posts=int(POSTS * scale), answers_per_question=19, comments=0)
    homes.belong(home, "import", "stackexchange", str(archive))
    seconds = []
    for _ in range(STARTS):
        with Started(home) as port:
            seconds.append(port.seconds)
            visitor = Visitor(port.number)
            for _ in range(VISITS):
                visitor.get("/")
                visitor.get("/groups/")
            with postgres.ensure(home) as server:
                processes = descendants(port.process.pid) | descendants(postmaster(server.url))
            memory = sum(proportional_mib(pid) for pid in processes)
    yield Figure("from the start to the first page, database included", min(seconds), "s", 2)
    yield Figure("memory of all processes together (PSS)", memory, "MiB", 300)


class Started:
    """`belong serve` on a free port, from before its start until after its end."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.number = int(free.getsockname()[1])
        self.home = home

    def __enter__(self) -> "Started":
        begun = time.monotonic()
        self.process = homes.start(
            self.home, "serve", "--port", str(self.number), stderr=subprocess.DEVNULL, start_new_session=True
        )
        while time.monotonic() < begun + PATIENCE:
            try:
                Visitor(self.number).get("/")
            except OSError:
                time.sleep(0.01)
            else:
                self.seconds = time.monotonic() - begun
                return self
        raise RuntimeError("belong serve does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)

"""Workers are killed while they send: every mail arrives, none is repeated more often than a worker was killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db import connections, transaction

from belong.ground.kernel.models import OutboxMessage
from belong.ground.kernel.public import post
from tests.post_office import PostOffice, post_office

MAILS, KILLS = 36, 4
LONGEST = 60.0


class Workers:
    """A worker at a time, each a process of its own; the next one begins when the one before is dead."""

    def __init__(self, office: PostOffice, home: Path) -> None:
        self.environment = {
            **os.environ,
            "BELONG_HOME": str(home),
            "BELONG_SMTP_URL": f"smtp://127.0.0.1:{office.port}",
            "BELONG_SENDER": "hall@club.example",
            "BELONG_MAIL_PACE": "1000",
        }
        self.now: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        self.now = subprocess.Popen([sys.executable, "-m", "belong.doors.cli", "worker"], env=self.environment)

    def kill(self) -> None:
        if self.now is not None and self.now.poll() is None:
            os.kill(self.now.pid, signal.SIGKILL)

    def end(self) -> None:
        if self.now is not None and self.now.poll() is None:
            self.now.terminate()
            self.now.wait(30)


@pytest.mark.slow
@pytest.mark.usefixtures("clone")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_mail_arrives_whenever_its_worker_dies(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    moments = {
        place: chance.choice(["recipient", "content", "answered"])
        for place in sorted(chance.sample(range(2, MAILS - 2), KILLS))
    }
    killed: list[str] = []
    with post_office() as office:
        workers = Workers(office, tmp_path / "home")

        def at(stage: str, number: int) -> None:
            if moments.get(number) == stage:
                del moments[number]
                killed.append(stage)
                workers.kill()

        office.moment = at
        addresses = [f"reader{number}@example.org" for number in range(MAILS)]
        posted(addresses)
        workers.begin()
        try:
            ends = time.monotonic() + LONGEST
            while OutboxMessage.objects.exclude(state="sent").exists() and time.monotonic() < ends:
                assert workers.now is not None
                if workers.now.poll() is not None:
                    posted([f"further{len(addresses)}@example.org"])  # which wakes the next one at once
                    addresses.append(f"further{len(addresses)}@example.org")
                    workers.begin()
                time.sleep(0.05)
        finally:
            workers.end()
            connections.close_all()
        arrived = Counter(received.recipient for received in office.arrived)
        names = {received.recipient: set[str]() for received in office.arrived}
        for received in office.arrived:
            names[received.recipient].add(received.message_id)
    assert (len(killed), moments) == (KILLS, {})
    assert set(arrived) == set(addresses)
    # only a mail whose content the server had before the worker could note it comes again
    repeats = sum(arrived.values()) - len(arrived)
    assert killed.count("content") <= repeats <= killed.count("content") + killed.count("answered")
    assert {len(ids) for ids in names.values()} == {1}


def posted(addresses: list[str]) -> None:
    with transaction.atomic():
        for address in addresses:
            post(kind="service.known_address", address=address, parameters={})

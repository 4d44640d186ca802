"""What every test gets: a real PostgreSQL, no network, a clock that tests set.

`make test` starts a PostgreSQL that goes with the run, and names it in `DATABASE_URL`.
"""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["tests.databases"]


def pytest_configure(config: pytest.Config) -> None:
    if not os.environ.get("DATABASE_URL"):
        raise pytest.UsageError("Run `make test`, or name a PostgreSQL for the tests in DATABASE_URL.")


@pytest.fixture(scope="session", autouse=True)
def _files_of_this_process() -> None:
    """Several processes share a run: what one sweeps away as old may be another's newest."""
    from django.conf import settings  # noqa: PLC0415 - as below

    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        settings.HOME = Path(settings.HOME) / worker


@pytest.fixture(autouse=True)
def _nothing_set() -> Iterator[None]:
    """Each test begins with a community of which nobody has set anything, and without asking a database for it."""
    from belong.ground.kernel.public import one_reading  # noqa: PLC0415 - settings are read once pytest has begun

    with one_reading(untouched=True):
        yield


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests speak to this machine only; anything else fails at once and names the address."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and isinstance(address, tuple):
            host = str(address[0])
            if not (host.startswith("127.") or host in {"::1", "localhost"}):
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real archives, beside the repository or where BELONG_SHARED_DATA says."""
    given = os.environ.get("BELONG_SHARED_DATA")
    folder = Path(given) if given else Path(__file__).resolve().parents[1] / "shared" / "data"
    if not (folder / "conversations").is_dir():
        pytest.skip("the real archives are not here")
    return folder

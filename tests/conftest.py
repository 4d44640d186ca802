"""What every test gets: a real PostgreSQL, no network, a clock that tests set.

Without `DATABASE_URL` the suite starts a PostgreSQL of its own in a folder that goes with the run.
"""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from belong.ground.kernel import postgres

pytest_plugins: list[str] = []

_own: list[object] = []


def pytest_configure(config: pytest.Config) -> None:
    """Before Django reads its settings: a home for this run, and a server where none is named."""
    if "BELONG_HOME" not in os.environ or "PYTEST_XDIST_WORKER" not in os.environ:
        home = Path(tempfile.mkdtemp(prefix="belong-test-"))
        home.chmod(0o755)
        os.environ["BELONG_HOME"] = str(home)
        os.environ.setdefault("BELONG_SECRET_KEY", "only for tests: " + "k" * 40)
        config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
        if not os.environ.get("DATABASE_URL"):
            lease = postgres.ensure(home)
            config.add_cleanup(lease.release)
            os.environ["DATABASE_URL"] = postgres.url(home)


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
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not (folder / "conversations").is_dir():
        pytest.skip("the real archives are not here")
    return folder

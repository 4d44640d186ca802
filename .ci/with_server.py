"""`python .ci/with_server.py COMMAND ...`: run a command with a home and a PostgreSQL that go with it.

Settings are read before any conftest, so a test run gets its surroundings from outside. `DATABASE_URL`, where set, is
used; `PG_BIN` chooses the PostgreSQL.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import psycopg

from belong.ground.kernel import postgres


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    with tempfile.TemporaryDirectory(prefix="belong-test-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # as root the server may run as somebody else
        given = os.environ.get("DATABASE_URL")
        with nullcontext() if given else postgres.ensure(home):
            surroundings = {
                "DATABASE_URL": given or postgres.url(home),
                "BELONG_HOME": folder,
                "BELONG_SECRET_KEY": "only for tests: " + "k" * 40,
            }
            if not given:
                forget_power_cuts(surroundings["DATABASE_URL"])
            try:
                return subprocess.run(sys.argv[1:], env={**os.environ, **surroundings}, check=False).returncode
            except KeyboardInterrupt:
                return 2


def forget_power_cuts(url: str) -> None:
    """This cluster goes with the run: nothing of it needs to reach the disk."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"alter system set {setting} = off")
        connection.execute("select pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main())

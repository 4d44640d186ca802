"""The home's own PostgreSQL, for installations without `DATABASE_URL`.

Standard library only: settings and the command line use it before Django is there.

    with postgres.ensure(home) as server:
        connect(server.url)
"""

from belong.ground.kernel.postgres.binaries import available, tool
from belong.ground.kernel.postgres.errors import PostgresError
from belong.ground.kernel.postgres.lease import Handle, ensure, running, stop_all
from belong.ground.kernel.postgres.places import url

__all__ = ["Handle", "PostgresError", "available", "ensure", "running", "stop_all", "tool", "url"]

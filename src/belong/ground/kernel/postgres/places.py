"""Where a home keeps its database: cluster, locks, log and socket. Reading these names touches nothing."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USER = "belong"
DATABASE = "belong"
PORT = 5432
# The kernel's limit for a socket's address is 104 bytes on macOS and 108 on Linux, name and final zero included.
LONGEST_SOCKET_FOLDER = 103 - len(f"/.s.PGSQL.{PORT}")


@dataclass(frozen=True)
class Places:
    """The paths of one home. `home` is absolute, so two spellings of one folder name one server."""

    home: Path

    @classmethod
    def of(cls, home: Path | str) -> "Places":
        return cls(Path(home).expanduser().resolve())

    @property
    def folder(self) -> Path:
        return self.home / "postgres"

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def start_lock(self) -> Path:
        return self.folder / "start.lock"

    @property
    def users_lock(self) -> Path:
        return self.folder / "users.lock"

    @property
    def server_lock(self) -> Path:
        return self.folder / "server.lock"

    @property
    def sockets(self) -> Path:
        """Below the home; where libpq could not use that path, a short folder of /tmp named after the home."""
        inside = self.folder / "run"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER and "," not in str(inside):
            return inside
        return Path("/tmp") / f"belong-{hashlib.sha256(os.fsencode(self.home)).hexdigest()[:20]}"  # noqa: S108 (its owner is checked)

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@/{DATABASE}?host={quote(os.fsencode(self.sockets), safe='/')}&port={PORT}"


def url(home: Path | str) -> str:
    """The address of the home's own server for libpq. Nothing is started, made or looked at."""
    return Places.of(home).url

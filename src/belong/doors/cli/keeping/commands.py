"""backup and restore: an identical community elsewhere, where life goes on."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import click

from belong.doors.cli.house import close_connections, migrate, opened, own_database
from belong.doors.cli.keeping import archive
from belong.doors.cli.keeping.rotating import KEEP, Keep, name_of, remove_old
from belong.doors.cli.output import format_option, say
from belong.doors.cli.root import Command, Failure, home
from belong.ground.kernel import postgres

KEY_FILE = "secret.key"
KEY_VARIABLE = "BELONG_SECRET_KEY"


def _many(name: str, default: int, of: str) -> Callable[[Any], Any]:
    return click.option(
        f"--{name}",
        type=click.IntRange(0, 1000),
        default=default,
        show_default=True,
        help=f"With --into: of so many {of} one stays.",
    )


@click.command("backup", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder instead of FILE: the backup is named after the time, and old ones are removed.",
)
@_many("days", KEEP.days, "days")
@_many("weeks", KEEP.weeks, "weeks")
@_many("months", KEEP.months, "months")
@format_option
def backup_command(file: Path | None, into: Path | None, days: int, weeks: int, months: int, form: str) -> None:
    """Everything into one FILE, while everybody goes on working: database, files and key. Keep it like the key."""
    if (file is None) == (into is None):
        raise Failure("Say where to: a FILE, or a folder with --into.")
    if into is not None:
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = into / name_of(datetime.now(UTC))
    size = _back_up(Path(str(file)).resolve())
    gone = remove_old(into, Keep(days, weeks, months)) if into is not None else []
    words = f"{file}, {size / 1e6:,.1f} MB. It holds addresses and the key: keep it where only you can read it."
    if gone:
        words += f" {len(gone)} old {'one is' if len(gone) == 1 else 'ones are'} removed."
    say(form, {"file": str(file), "bytes": size, "removed": [str(path) for path in gone]}, words)


def _back_up(file: Path) -> int:
    """How many bytes the file has in the end."""
    if file.exists():
        raise Failure(f"{file} is there already: choose another name.")
    if not file.parent.is_dir():
        raise Failure(f"There is no folder {file.parent}.")
    with opened(home(), migrated=False):  # also before an upgrade, whose first step is a backup
        from django.conf import settings
        from django.db import connection
        from django.db.migrations.recorder import MigrationRecorder

        from belong.doors.cli.keeping.dump import dump, is_empty, server_version

        if is_empty():
            raise Failure(f"Nothing was ever kept in {home()}: there is nothing to back up.")
        manifest = {
            "belong": version("belong"),
            "made_at": datetime.now(UTC).isoformat(),
            "postgresql": server_version(),
            "steps": sorted(".".join(step) for step in MigrationRecorder(connection).applied_migrations()),
        }
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".belong-backup-") as folder:
            dumped = Path(folder) / archive.DUMP
            dump(dumped)
            archive.write(file, manifest, dump=dumped, key=settings.SECRET_KEY, files=_stored())
    return file.stat().st_size


def _stored() -> Iterator[tuple[str, IO[bytes]]]:
    """Every stored file, wherever it lies; one that is removed while we look was not wanted any more."""
    from belong.ground.kernel.public import storage, stored_names

    for name in stored_names():
        try:
            with storage().open(name) as content:
                yield name, content
        except FileNotFoundError:
            continue


@click.command("restore", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@format_option
def restore_command(file: Path, form: str) -> None:
    """The community of a backup FILE into a new, empty home."""
    place = home()
    refuse_used(place)
    with archive.unpacked(file.resolve(), place / ".restore") as manifest:
        key = (place / ".restore" / archive.KEY).read_text()
        if os.environ.get(KEY_VARIABLE, key) != key:
            raise Failure(f"{KEY_VARIABLE} is not the key of this backup: unset it, or set it to that one.")
        os.environ[KEY_VARIABLE] = key
        if own_database():
            prefer_new_enough(manifest["postgresql"])
        with opened(place, migrated=False):
            from belong.doors.cli.keeping.dump import is_empty, load, server_version
            from belong.ground.ledger.public import drain

            if not is_empty():
                raise Failure("The database is not empty: restore into a new home, or an empty database.")
            if (here := server_version()) < manifest["postgresql"]:
                raise Failure(
                    f"The backup was made by PostgreSQL {manifest['postgresql']}, and the database is {here}."
                )
            refuse_newer(manifest["steps"])
            load(place / ".restore" / archive.DUMP)
            _bring_files(place, key)
            close_connections()
            migrate()
            drain()
    words = f"Restored into {place} as of {manifest['made_at'][:16].replace('T', ' ')} UTC."
    say(form, {"restored": True, "home": str(place), "made_at": manifest["made_at"]}, words)


def refuse_used(place: Path) -> None:
    """A home that keeps anything is not written over. What a refused restore left behind is nothing."""
    kept = [name for name in (KEY_FILE, archive.FILES) if (place / name).exists()]
    if kept:
        raise Failure(f"{place} is in use ({', '.join(kept)} is there): restore into a new home (--home).")


def prefer_new_enough(major: int) -> None:
    """A dump cannot go into an older PostgreSQL, so a home for it is made by the first here that is new enough."""
    for found in postgres.available():
        if found.major >= major:
            os.environ["PG_BIN"] = str(found.folder)
            return
    raise Failure(
        f"The backup was made by PostgreSQL {major}, and none so new is here. "
        "Install it, or set PG_BIN to the folder of its programs."
    )


def refuse_newer(steps: list[str]) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = {f"{label}.{name}" for label, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if unknown := sorted(set(steps) - known):
        raise Failure(f"The backup was made by a newer Belong ({unknown[0]} is unknown here): install that one first.")


def _bring_files(place: Path, key: str) -> None:
    from django.core.files import File

    from belong.ground.kernel.public import storage

    brought = place / ".restore" / archive.FILES
    for path in sorted(brought.rglob("*")):
        if path.is_file():
            name = path.relative_to(brought).as_posix()
            with path.open("rb") as content:
                if storage().save(name, File(content)) != name:
                    raise Failure(f"{name} is there already: restore where no files are yet.")
    with open(os.open(place / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:  # noqa: PTH123
        out.write(key)

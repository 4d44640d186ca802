"""doctor: is everything well, and if not, what to do."""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from belong.doors.cli.house import close_connections, missing_steps, opened, own_database
from belong.doors.cli.keeping.rotating import FOLDER, LATE, made_in, scheduled_folder
from belong.doors.cli.output import duration, format_option, print_json
from belong.doors.cli.root import Command, Failure, home
from belong.ground.kernel.postgres import PostgresError

if TYPE_CHECKING:
    from belong.ground.kernel.public import Verdict

LEAST_FREE = 1 << 30
OLDEST_MAJOR = 15


@dataclass(frozen=True, slots=True)
class Finding:
    """As the kernel's `Verdict`, which cannot be read where the settings are wrong."""

    ok: bool
    says: str
    remedy: str = ""


@click.command("doctor", cls=Command)
@format_option
def doctor_command(form: str) -> None:
    """Look at everything this installation needs: a verdict each, and the remedy. Exit code 1 where one is not well."""
    place = home()
    try:
        with opened(place, migrated=False):
            verdicts = _all(place)
    except (Failure, PostgresError) as refused:
        verdicts = {"database": Finding(False, str(refused), "Mend this first; the other checks need it.")}
    if form == "json":
        print_json(
            [
                {"check": name, "ok": verdict.ok, "says": verdict.says, "remedy": verdict.remedy}
                for name, verdict in verdicts.items()
            ]
        )
    else:
        for name, verdict in verdicts.items():
            click.echo(f"{'well ' if verdict.ok else 'WRONG'}  {name}: {verdict.says}")
            if verdict.remedy and not verdict.ok:
                click.echo(f"       {verdict.remedy}")
    sys.exit(0 if all(verdict.ok for verdict in verdicts.values()) else 1)


def _all(place: Path) -> Mapping[str, Finding]:
    from belong.ground.kernel.public import doctor_checks

    found = {
        "database": _looked(database),
        "migrations": _looked(migrations),
        "disk": _looked(lambda: disk(place)),
        "backups": _looked(backups),
        "time zone": _looked(time_zone),
    }
    if found["migrations"].ok:  # without its tables no room can look
        found.update((name, _looked(_in_our_words(check))) for name, check in sorted(doctor_checks().items()))
    return found


def _in_our_words(check: Callable[[], "Verdict"]) -> Callable[[], Finding]:
    def look() -> Finding:
        verdict = check()
        return Finding(verdict.ok, verdict.says, verdict.remedy)

    return look


def _looked(check: Callable[[], Finding]) -> Finding:
    """A check that cannot look is a finding too, and the others still look."""
    try:
        return check()
    except Exception as failed:
        close_connections()
        return Finding(
            False, f"Could not look: {(str(failed).strip() or repr(failed)).splitlines()[0]}", "See the log."
        )


def database() -> Finding:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('server_version_num')::int, current_setting('server_version'), "
            "pg_is_in_recovery(), pg_database_size(current_database()), getdatabaseencoding()"
        )
        number, version, standby, size, encoding = cursor.fetchone()
    whose = "the home's own server" if own_database() else "DATABASE_URL"
    says = f"PostgreSQL {version.split()[0]} ({whose}), {size / 1e6:,.0f} MB."
    if number < OLDEST_MAJOR * 10_000:
        return Finding(False, says, f"Move to PostgreSQL {OLDEST_MAJOR} or newer.")
    if standby:
        return Finding(False, f"{says} It is a standby: nothing can be written.", "Point DATABASE_URL at the primary.")
    if encoding != "UTF8":
        return Finding(False, f"{says} Its encoding is {encoding}.", "Move to a database made with encoding UTF8.")
    return Finding(True, says)


def migrations() -> Finding:
    if steps := missing_steps():
        return Finding(False, f"{len(steps)} steps are missing, {steps[0]} first.", "Run `belong manage migrate`.")
    return Finding(True, "All are applied.")


def disk(place: Path) -> Finding:
    usage = shutil.disk_usage(place)
    says = f"{usage.free / 1e9:,.1f} GB free of {usage.total / 1e9:,.1f} GB where {place} is."
    if usage.free < LEAST_FREE:
        return Finding(False, says, "Make room: a database without room stops.")
    return Finding(True, says)


def backups() -> Finding:
    """Those that `belong serve` makes; what somebody else's timetable makes is not known here."""
    folder = scheduled_folder()
    if folder is None:
        return Finding(True, f"None is made by itself here ({FOLDER} names a folder for them).")
    made = made_in(folder)
    if not made:
        return Finding(False, f"There is none in {folder} yet.", "`belong serve` makes one at its start; see its log.")
    age = datetime.now(UTC) - max(made)
    says = f"{len(made)} in {folder}, the newest {duration(age.total_seconds())} old."
    if age > LATE:
        return Finding(False, says, "`belong serve` makes one a day; see its log.")
    return Finding(True, says)


def time_zone() -> Finding:
    """The zone is a choice of the organisation; what can be wrong is the clock, against the database's."""
    from django.db import connection

    from belong.ground.kernel.public import community, now, organisation_zone

    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    apart = abs((now() - theirs).total_seconds())
    here = now().astimezone(organisation_zone())
    says = f"{organisation_zone().key}: days end there; it is {here:%Y-%m-%d %H:%M}."
    if apart > 5:
        return Finding(
            False, f"{says} The database's clock is {duration(apart)} apart.", "Set both machines' clocks by NTP."
        )
    if "time_zone" not in community().fixed and organisation_zone().key == "UTC":
        says += " (The page of settings chooses another.)"
    return Finding(True, says)

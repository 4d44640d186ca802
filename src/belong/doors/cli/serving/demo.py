"""demo: a fictional association in a home of its own, ready to be walked through."""

import http.client
import json
import os
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import click

from belong.doors.cli.house import actor, migrate, missing_steps, opened
from belong.doors.cli.root import Command, Failure, home
from belong.doors.cli.serving.commands import address_options, children, tell_where
from belong.doors.cli.serving.demo_settings import set_up
from belong.doors.cli.serving.listening import address_of, listening
from belong.doors.cli.serving.register import registered
from belong.doors.cli.serving.web import share_metrics

HOME = ".belong-demo"
SEED_VARIABLE = "SEED"
# Two of the association's people, known by these addresses.
HOST, MEMBER = "office-anna@example.org", "mei@example.org"
AT_HOME_FOR = timedelta(days=365)
"""How long ago their accounts were opened: both know their way about, and are not received as if they had just come."""

START_SECONDS = 60.0


@dataclass(frozen=True)
class SignIn:
    """One of the two accounts; its password is the home's own, so that no demo shares one with another."""

    says: str
    email: str
    password: str


@click.command("demo", cls=Command)
@address_options
def demo_command(host: str, port: int, web_workers: int) -> None:
    """A fictional association to look around in: made at the first start, there again at the next."""
    from belong.doors.cli.serving.supervisor import supervise

    seed = chosen_seed()
    os.environ["BELONG_DEMO"] = "1"
    place = home(HOME)
    with listening(host, port) as door:
        share_metrics(place, door)
        tell_where(door)
        with registered(place, "demo"), opened(place, migrated=False) as share:
            accounts = furnish(place, seed)
            click.echo("Starting the web server and the worker ...")

            def announce(going: Callable[[], bool]) -> None:
                if not answers(door, going):
                    return
                click.echo(f"Belong is ready: {address_of(door)}")
                for account in accounts:
                    click.echo(f"  {account.says}: {account.email}, password {account.password}")
                click.echo("  Ctrl-C stops everything.")

            supervise(children(web_workers), share, door=door, started=announce)
    click.echo("Stopped. `make demo` brings it back as it is.")


def chosen_seed() -> int:
    """Which of the possible associations; a home that has one already keeps it."""
    told = os.environ.get(SEED_VARIABLE, "1")
    try:
        return int(told)
    except ValueError as wrong:
        raise Failure(f"SEED names an association by a whole number, and {told} is none.") from wrong


def furnish(place: Path, seed: int) -> list[SignIn]:
    """Tables, the association and two accounts, as far as they are not there yet: it may have been killed anywhere."""
    from belong.doors.cli.house import close_connections

    if missing_steps():
        click.echo("Making the tables ...")
    migrate()
    set_up()
    bring_association(place, seed)
    accounts = open_accounts(place)
    close_connections()
    return accounts


def bring_association(place: Path, seed: int) -> None:
    from belong.care.archives.public import runs
    from belong.doors.cli.bringing import brought
    from belong.doors.imports.public import open_archive, write_demo

    file = place / "association.jsonl"
    if not file.exists():
        click.echo("Writing the association: people, groups, conversations ...")
        fresh = file.with_suffix(f".{os.getpid()}.new")
        write_demo(fresh, seed=seed)
        fresh.replace(file)
    archive = open_archive(file)
    known = [run for run in runs(actor("demo")) if run.source == archive.source and run.undone_at is None]
    if known and not any(run.resumable for run in known):
        return
    click.echo("Bringing it in ...")
    brought(archive)


def open_accounts(place: Path) -> list[SignIn]:
    from belong.ground.kernel.public import frozen, now
    from belong.ground.people.public import make_owner, open_account

    file = place / "demo.json"
    if file.exists():
        return [SignIn(**each) for each in json.loads(file.read_text())]
    click.echo("Opening an account for a host and one for a member ...")
    host = SignIn("sign in as a host", HOST, secrets.token_urlsafe(9))
    member = SignIn("sign in as a member", MEMBER, secrets.token_urlsafe(9))
    with frozen(now() - AT_HOME_FOR):
        make_owner(host.email, host.password)
        open_account(email=member.email, password=member.password, actor=actor("demo"))
    open_groups()
    fresh = file.with_suffix(".new")
    fresh.touch(0o600)
    fresh.write_text(json.dumps([asdict(each) for each in (host, member)], indent=2))
    fresh.replace(file)
    return [host, member]


def open_groups() -> None:
    """An archive opens nothing to strangers: that is a host's to say, and here the demo says it."""
    from belong.doors.imports.public import DEMO_OPEN_GROUPS
    from belong.ground.groups.public import groups, open_group

    for group in groups(actor("demo")).items:
        if group.name in DEMO_OPEN_GROUPS:
            open_group(actor=actor("demo"), slug=group.slug, audience="public")


def answers(door: socket.socket, going: Callable[[], bool]) -> bool:
    """Wait for the first page. False where we end before."""
    ends = time.monotonic() + START_SECONDS
    where = address_of(door).removeprefix("http://")
    while going() and time.monotonic() < ends:
        try:
            connection = http.client.HTTPConnection(where, timeout=10)
            connection.request("GET", "/")
            status = connection.getresponse().status
            connection.close()
        except OSError:
            time.sleep(0.1)
            continue
        if status >= 500:
            click.echo(f"belong: the first page answers with an error ({status}); see above.", err=True)
        return True
    return False
